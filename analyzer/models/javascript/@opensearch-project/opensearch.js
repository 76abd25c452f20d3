import { SearchClient } from "#search";

export class Client extends SearchClient {}
export const errors = {};
export class Connection {}
export class Transport {}
export class Serializer {}
