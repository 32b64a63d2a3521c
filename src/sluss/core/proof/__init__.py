"""The proof of a pack: nobody who seeks care is left where no person, no promised day and no number to call is.

It calls the rules themselves (`intake`, `Pack.place`, `hours`, `guidance`), for every class of people, matters and
moments, and says in Swedish where one of them goes wrong.
"""

from sluss.core.proof.prove import Proof as Proof, prove as prove
