// The search client of Elasticsearch before version 7.
import { SearchClient } from "#search";

export class Client extends SearchClient {}
