"""The outside world, one package a neighbour: e-IDs, persons, listing, files, SMS."""
