export type Sabotage = 'no look at activities' | 'conflicts are dropped';

/** Guards taken away inside the ledger, so that the core itself stays as it is. */
export const sabotages: Readonly<Record<Sabotage, string>> = {
  'no look at activities': `create temp trigger sabotage after insert on activity_check
    begin delete from activity_check where operation_id = new.operation_id; end`,
  'conflicts are dropped': `create temp trigger sabotage after insert on conflict
    begin delete from conflict where record_id = new.record_id; end`,
};
