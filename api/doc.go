// Package api is the HTTP door of Muster: JSON under /api/v1, the description
// of that in OpenAPI 3.1 at /api/openapi.json with a page to read it at
// /api/docs, and the web app everywhere else.
//
// The package translates and decides nothing: a handler turns a request into a
// call of a domain service, with the scope of whoever is signed in, and the
// answer into JSON. Start reading at [New] for the path of a request, at
// secured and crud for how an operation is declared, and at problemOf for what
// becomes of an error.
//
// One file holds one resource: its request and response types, which alone
// carry tags, the conversions beside them, and a register function that New
// calls. Names are in camelCase; instants are RFC 3339 with an offset, days
// YYYY-MM-DD, wall times HH:MM; durations are in seconds where the name ends in
// S and in minutes where it ends in Min; ratios are 0..1.
package api
