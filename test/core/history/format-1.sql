-- Two events as a program before version 70 wrote them; the hashes were computed in Python.
insert into history_event (sequence, id, at, person, kind, doi, batch_id, operation_id, reason, body, previous_hash, hash) values
  (1, 'i1', '2026-06-01T08:00:00.000Z', 'Zoë', 'record.edit', '10.5072/a', null, null, 'asked', '{"changes":[{"after":"1","path":"version"}],"summary":"Edited."}',
   '0000000000000000000000000000000000000000000000000000000000000000',
   'e45b2577fe2d4aab80bf17243f38f69daafafe1aa986ff3813f078c39e9b51df');
insert into history_event (sequence, id, at, person, kind, doi, batch_id, operation_id, reason, body, previous_hash, hash) values
  (2, 'i2', '2026-06-01T08:00:01.000Z', null, 'record.edit', null, 'b1', null, null, '{"summary":"Two."}',
   'e45b2577fe2d4aab80bf17243f38f69daafafe1aa986ff3813f078c39e9b51df',
   '0cc5b8e7d77e4ce2e35dd3b71406fbc5857fd7935564ec464534974559fe3046');
