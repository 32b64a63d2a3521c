"""What a region administrator is told when a version of the rules is not taken in, or not put in force."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

UNPROCESSABLE, CONFLICT, FORBIDDEN = 422, 409, 403

OF_VERSIONS: Final[Mapping[str, tuple[int, str]]] = MappingProxyType(
    {
        "no_shadow": (CONFLICT, "Ingen version körs i skugga just nu."),
        "nothing_before": (CONFLICT, "Det finns ingen tidigare version att återgå till."),
        "pack_changed": (
            CONFLICT,
            "En annan version gäller sedan du öppnade sidan. Se efter vad som gäller nu innan du återgår.",
        ),
        "pack_coming": (CONFLICT, "Versionen är redan godkänd och börjar gälla senare."),
        "pack_day_past": (
            CONFLICT,
            "Dagen har redan börjat. Välj en senare dag, eller föreslå att versionen ska gälla direkt.",
        ),
        "pack_faulty": (UNPROCESSABLE, "Versionen går inte att använda. Felet, med fil och rad: {fault}"),
        "pack_in_force": (CONFLICT, "Det är den versionen som gäller."),
        "pack_of_another_region": (CONFLICT, "Versionen är för {theirs}. Här är {ours}."),
        "pack_proposed": (CONFLICT, "Versionen är redan föreslagen och väntar på svar."),
        "pack_unproved": (CONFLICT, "Bevisat fel, {count} fall. Det första: {hole}"),
        "pack_version_odd": (
            UNPROCESSABLE,
            "Versionens nummer får ha högst 40 tecken: bokstäverna a till z, siffror, punkt, bindestreck.",
        ),
        "proposal_answered": (CONFLICT, "Förslaget är redan besvarat. Se efter vad som gäller nu."),
        "second_person_needed": (
            FORBIDDEN,
            "Du har själv föreslagit versionen. En annan regionadministratör behöver godkänna den.",
        ),
        "shadow_days": (UNPROCESSABLE, "Välj mellan 1 och {most} dagar."),
        "shadow_running": (CONFLICT, "En version körs redan i skugga. Avsluta den först."),
        "unit_retired": (
            CONFLICT,
            "Enheten finns inte längre i regelverket. Det som är öppet kan avslutas, men inget nytt kan börjas.",
        ),
        "version_loaded": (CONFLICT, "Versionen {version} är redan inläst."),
        "version_taken": (
            CONFLICT,
            "Det finns redan en version {version} med annat innehåll. Ge den nya versionen ett eget nummer.",
        ),
        "zip_bomb": (UNPROCESSABLE, "Filerna i zip-filen är för stora. De får vara högst {megabytes} MB tillsammans."),
        "zip_broken": (UNPROCESSABLE, "Filen går inte att läsa. Den ska vara en zip-fil utan lösenord."),
        "zip_missing": (UNPROCESSABLE, "Välj en zip-fil."),
        "zip_no_pack": (UNPROCESSABLE, "Zip-filen har ingen pack.yaml. Packa mappen med regionens filer."),
        "zip_stranger": (UNPROCESSABLE, "I zip-filen ligger {file}, som inte hör till ett regelverk. Ta bort den."),
        "zip_too_large": (UNPROCESSABLE, "Zip-filen är för stor. Den får vara högst {megabytes} MB."),
        "zip_too_many": (UNPROCESSABLE, "Zip-filen har för många filer. Den får ha högst {most}."),
        "zip_twice": (UNPROCESSABLE, "Filen {file} ligger två gånger i zip-filen."),
    }
)
