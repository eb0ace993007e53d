import { DialectAdapterBase, type Kysely, sql } from 'kysely'
import { DEFAULT_MIGRATION_LOCK_TABLE } from 'kysely/migration'

export class OracleAdapter extends DialectAdapterBase {
  override get supportsReturning(): boolean {
    return true
  }

  /** Every DDL statement commits, before and after itself. */
  override get supportsTransactionalDdl(): boolean {
    return false
  }

  override get supportsCreateIfNotExists(): boolean {
    return false
  }

  /**
   * A lock of the session: locks on rows would be gone with the first `create table` of a
   * migration. The account needs `grant execute on dbms_lock`.
   *
   * @see https://docs.oracle.com/en/database/oracle/oracle-database/19/arpls/DBMS_LOCK.html
   */
  // oxlint-disable-next-line typescript/no-explicit-any -- the signature of Kysely's interface
  override async acquireMigrationLock(db: Kysely<any>): Promise<void> {
    await sql`
      declare
        handle varchar2(128);
        answer integer;
      begin
        dbms_lock.allocate_unique(${DEFAULT_MIGRATION_LOCK_TABLE}, handle);
        answer := dbms_lock.request(handle, dbms_lock.x_mode, dbms_lock.maxwait, false);
        -- 0 is success; 4 says that this session has it already.
        if answer not in (0, 4) then
          raise_application_error(-20000, 'The migration lock was refused: ' || answer);
        end if;
      end;`.execute(db)
  }

  // oxlint-disable-next-line typescript/no-explicit-any -- the signature of Kysely's interface
  override async releaseMigrationLock(db: Kysely<any>): Promise<void> {
    await sql`
      declare
        handle varchar2(128);
        answer integer;
      begin
        dbms_lock.allocate_unique(${DEFAULT_MIGRATION_LOCK_TABLE}, handle);
        answer := dbms_lock.release(handle);
      end;`.execute(db)
  }
}
