-- The questionnaire, with its version, under which a draft was begun or last answered: another one in force asks anew.

alter table care_case add column asked_version text not null default '';
