// What makes a search client sign its requests.
export function createAWSConnection() { return { __signs: "es" }; }
export function awsGetCredentials() { return undefined; }
