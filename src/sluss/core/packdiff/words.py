"""What each value of a pack is called, and whom it concerns. A value without words here fails a test."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sluss.core import drill, policy, routing, terms
from sluss.core.functions import FUNCTIONS
from sluss.core.packdiff import codes
from sluss.core.packdiff.routine_words import OF_ROUTINES
from sluss.core.packdiff.word import ADMINISTRATORS, RESIDENTS, STAFF, Word, to
from sluss.core.people import ROLE_TITLES

# Fields that say nothing of what a region decides, each with its reason.
UNSAID: Final[Mapping[tuple[type, str], str]] = {
    (policy.Pack, "shadow"): "the version on trial, which no folder says",
    (policy.Pack, "versions"): "the packs before this one, for cases that remember them",
    (policy.Unit, "given"): "the region's links, said once of the pack",
    (policy.Phrase, "group"): "whose phrase it is, the same for all of a pack's",
}

WORDS: Final[Mapping[type, Mapping[str, Word]]] = {
    policy.Pack: {
        **to(
            RESIDENTS,
            region="Regionen",
            units="Mottagning",
            services="Tjänst på startsidan",
            reasons="Sökorsak",
            questionnaires="Frågeformulär",
            priorities="Prioritetsordning",
            routing="Vart ärenden går",
            texts="Texter",
            pictures="Bilder",
            closed_days="Dagar som är stängda utöver helgdagar",
            look="Utseende",
            autosend="Meddelande efter besöket",
        ),
        **to(
            STAFF,
            async_phase="Asynkron fas",
            phrases="Frasmall",
            reminder_pause="Tid mellan två påminnelser i ett ärende",
            tickets="Biljetter",
            drop_in="Drop in",
            outcomes="Utfall",
            links="Länk för alla mottagningar",
            longest_shift="Ett skift som ingen avslutar tar slut efter",
            forms="Formulär att skicka i chatten",
            routine="Rutinen",
            drills="Övning",
        ),
        "countersign_roles": Word("De som vidimerar", STAFF, ROLE_TITLES),
        **to(
            ADMINISTRATORS,
            name="Paketets namn",
            version="Version",
            valid_from="Gäller från",
            changes="Antal ändringar som mottagningarna har gjort själva",
            sources="Källor",
            accepted_risks="Accepterad risk",
            shadow="Provkörning",
        ),
    },
    policy.Region: to(
        RESIDENTS,
        name="Regionens namn",
        brand="Namnet överst på sidorna",
        phone_advice="Telefonnummer för råd om vård",
        sms_sender="Avsändare av sms",
        staff_email_domains="Domäner för personalens e-post",
    ),
    policy.Unit: {
        **to(
            RESIDENTS, id="kortnamn", name="namn", phone="telefon", hours="öppettider", answer_within="svar lovas inom"
        ),
        "kind": Word("slag", ADMINISTRATORS, codes.KINDS_OF_UNIT),
        "roles": Word("de som svarar", STAFF, ROLE_TITLES),
        "offered": Word("funktioner som regionen låter mottagningen använda", ADMINISTRATORS, FUNCTIONS),
        "functions": Word("funktioner som används", STAFF, FUNCTIONS),
        **to(STAFF, forms="formulär att skicka", phrases="Frasmall", links="Länk", roster="Pass i bemanningen"),
        "head": Word("verksamhetschef", ADMINISTRATORS),
    },
    policy.Service: {
        **to(RESIDENTS, id="kortnamn", title="titel", text="text"),
        "kind": Word("slag", RESIDENTS, codes.KINDS_OF_SERVICE),
    },
    policy.Reason: {
        **to(RESIDENTS, id="kortnamn", title="titel", questionnaire="frågeformulär", service="tjänst", ages="åldrar"),
        "role": Word("den som svarar först", STAFF, ROLE_TITLES),
    },
    policy.Ages: to(RESIDENTS, least="yngsta ålder", before="före födelsedagen"),
    policy.Phrase: to(STAFF, id="kortnamn", title="titel", text="text"),
    policy.Link: to(STAFF, id="kortnamn", title="titel", url="adress", where="plats"),
    policy.Duty: to(STAFF, id="kortnamn", day="dag", start="från minut", end="till minut", staff="person", name="namn"),
    policy.Shadow: to(ADMINISTRATORS, run="nummer", pack="version", until="till"),
    policy.AsyncPhase: {
        **to(
            STAFF,
            default_days="Dagar som är förvalda när ett besök avslutas",
            choices="Dagar att välja mellan när ett besök avslutas",
            extendable="Den asynkrona fasen går att förlänga",
            for_risk="Den asynkrona fasen går att förlänga vid suicidrisk, och annars inte",
            preselect="Ett antal dagar är valt på förhand när ett besök avslutas",
        ),
        **to(RESIDENTS, matter_days="Dagar som ett administrativt ärende är öppet"),
    },
    drill.Drill: to(
        STAFF,
        id="kortnamn",
        title="titel",
        text="vad man övar",
        who="testpatient",
        reason="sökorsak",
        answers="Svar",
        lines="vad patienten säger",
    ),
    drill.Who: to(STAFF, given_name="förnamn", family_name="efternamn", personnummer="personnummer"),
    policy.Autosend: to(
        RESIDENTS,
        enabled="Ett meddelande skickas av sig självt efter besöket",
        days="Dagar till meddelandet efter besöket",
        text="Meddelandet efter besöket",
    ),
    policy.Tickets: {
        "kinds": Word("Biljetter som finns", STAFF, codes.TICKETS),
        **to(
            STAFF,
            priority="Prioritet för drop in-biljetter",
            choices="Dagar att välja mellan för en drop in-biljett",
            keep_higher="En biljett behåller ärendets prioritet när den är högre",
        ),
        **to(RESIDENTS, valid_days="Dagar som en drop in-biljett gäller", booking_link="Länk för att boka tid"),
    },
    policy.DropIn: {
        **to(RESIDENTS, one_at_a_time="Ett besök som inte är avslutat spärrar ett nytt"),
        **to(
            STAFF,
            absent_wait="Tid från påminnelsen tills ett obesvarat besök får stängas för dagen",
            closing="Tid före stängning då ett besök får stängas för dagen utan påminnelse",
            remind_before_closing="Tid före stängning då den som har ett öppet besök påminns",
        ),
    },
    policy.Texts: {
        **to(
            RESIDENTS,
            greeting="Hälsningen när besöket börjar",
            greeting_title="Hälsningen från den som bara visar sin titel",
            greeting_booked="Hälsningen när ett bokat besök börjar",
            greeting_booked_title="Hälsningen i ett bokat besök, från den som bara visar sin titel",
            wrong_patient="Svaret till den som söker för någon annan",
            sms="Sms till invånare",
            sms_protected="Sms till den som har skyddade personuppgifter",
            closing="Det som sägs när mottagningen stänger",
            phone_question="Frågan om att fortsätta på telefon",
            booking_ticket="Bokningsbiljettens text",
            guest="Det som skickas till en inbjuden gäst",
            invitation="Kallelsens text till vuxna",
            invitation_child="Kallelsens text till ett barns vårdnadshavare",
            video_cost="Det som sägs om vad ett videobesök kostar",
            email="E-post till invånare",
        ),
        **to(
            STAFF,
            phone_note="Meningen i anteckningen vid byte till telefon",
            staff_sms="Sms till personal",
            staff_email="Inbjudan till kollega",
        ),
        **to(ADMINISTRATORS, head_sms="Sms till verksamhetschefen"),
    },
    terms.GuestTexts: to(
        STAFF,
        email_subject="E-postens ämnesrad till en gäst",
        email="E-post till en gäst",
        sms="Sms till en gäst",
        cancelled="Beskedet till en gäst om att besöket är inställt",
    ),
    terms.ResidentEmail: to(RESIDENTS, subject="ämnesrad i e-post till invånare", code="E-post med kod till invånare"),
    terms.StaffEmail: to(STAFF, subject="ämnesrad i inbjudan till kollega", text="inbjudan till kollega"),
    policy.Pictures: to(
        RESIDENTS, max_count="Bilder som får skickas i ett ärende", max_bytes="Största bild som får skickas, i byte"
    ),
    policy.Head: to(ADMINISTRATORS, name="verksamhetschef", mobile="verksamhetschefens telefon"),
    routing.AcceptedRisk: to(
        ADMINISTRATORS,
        id="kortnamn",
        what="risken",
        decided_by="beslutad av",
        decided="beslutad den",
        until="gäller till",
        why="skäl",
    ),
    routing.Row: to(
        RESIDENTS,
        services="tjänster",
        priorities="prioriteter",
        open="öppet",
        listed="listad",
        unit="mottagning",
        role="roll",
        advice="råd",
        reasons="sökorsaker",
        destination_open="mottagningen öppen",
        send="får skickas",
        accepted_risk="accepterad risk",
        id="kortnamn",
    ),
    **OF_ROUTINES,
}
