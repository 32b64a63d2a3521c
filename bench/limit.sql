-- What one message must cost in any case: the case locked, journal, message and row written, all durable.
begin;
select c.id as case_id, c.seq + 1 as seq, c.resident as resident from care_case c
where c.id = (select b.id from bench_limit b where b.n = :client_id) for update of c \gset
with entry as (
    insert into journal (case_id, seq, at, actor_kind, actor, event, data, pack)
    values (:case_id, :seq, now(), 'resident', :resident, 'MessageSent',
            '{"side": "resident", "message_id": "01a5a7f0-0000-7000-8000-000000000000"}', '2026-11-20')
), said as (
    insert into message (case_id, at, id, client_id, seq, side, author, name, title, text)
    values (:case_id, now(), gen_random_uuid(), gen_random_uuid(), :seq, 'resident', :resident, 'Test Person', '',
            'Hej! Halsen är lite bättre i dag, men jag är fortfarande trött och hostar på natten.')
)
update care_case set seq = :seq, resident_said = :seq, staff_unread = 1, waiting_since = now(), last_at = now()
where id = :case_id;
commit;
