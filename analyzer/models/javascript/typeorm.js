// An object mapper over SQL databases: of its drivers, Aurora's go through the RDS Data API.
import { RDSDataClient } from "@aws-sdk/client-rds-data";
import { call_with, run, surely_starts_with, unknown } from "#native";

// What is asked of it: repositories, query builders, transactions.
class Open {
  __getattr__(name) { return (...given) => { run(...given); return unknown(); }; }
}

export class DataSource extends Open {
  constructor(options) {
    super();
    this.options = options;
    this.manager = unknown();
    this.isInitialized = unknown();
    if (surely_starts_with(options.type, "aurora-")) {
      const client = new RDSDataClient({ region: options.region });
      const database = { resourceArn: options.resourceArn, secretArn: options.secretArn, database: options.database };
      for (const operation of ["ExecuteStatement", "BatchExecuteStatement", "BeginTransaction", "CommitTransaction", "RollbackTransaction"]) {
        call_with(client, operation, database);
      }
    }
  }
  initialize() { return this; }
  connect() { return this; }
  transaction(...given) { run(...given); return unknown(); }
}
export class Connection extends DataSource {}
export function createConnection(options) { return new DataSource(options); }
export function createConnections(list) { return list.map((options) => new DataSource(options)); }
export class ConnectionManager extends Open {
  create(options) { return new DataSource(options); }
}
export function getConnectionManager() { return new ConnectionManager(); }
export function getConnection() { return unknown(); }
export function getRepository() { return unknown(); }
export function getCustomRepository(made) { return new made(); }
export function getManager() { return unknown(); }
export class Repository extends Open {}
export class TreeRepository extends Open {}
export class AbstractRepository extends Open {}
export class BaseEntity extends Open {}

// Decorators say how tables look.
function says() { return () => undefined; }
export const Entity = says, ViewEntity = says, ChildEntity = says, TableInheritance = says, EntityRepository = says, EventSubscriber = says;
export const Column = says, ViewColumn = says, PrimaryColumn = says, PrimaryGeneratedColumn = says, ObjectIdColumn = says, VirtualColumn = says;
export const CreateDateColumn = says, UpdateDateColumn = says, DeleteDateColumn = says, VersionColumn = says, Generated = says;
export const OneToOne = says, OneToMany = says, ManyToOne = says, ManyToMany = says, JoinColumn = says, JoinTable = says, RelationId = says;
export const Index = says, Unique = says, Check = says, Exclusion = says, Tree = says, TreeParent = says, TreeChildren = says;
export const BeforeInsert = says, AfterInsert = says, BeforeUpdate = says, AfterUpdate = says, BeforeRemove = says, AfterRemove = says, AfterLoad = says;
export const Transaction = says, TransactionManager = says, TransactionRepository = says, InjectRepository = says;
