// The connection that makes a search client sign its requests.
module.exports = class HttpAmazonESConnector { static __signs = "es"; };
