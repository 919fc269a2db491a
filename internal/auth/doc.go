// Package auth knows who may do what: users and their roles, passwords, sessions,
// and the [Scope] that every store call takes.
//
// A user signs in with an address and a password and gets a session, a secret in
// a cookie that the server looks up at every request ([Service.Authenticate]).
// What comes out is a [Principal], and from it the Scope that restricts all work
// done for that request. Roles decide what may be done; the scope decides to
// which rows. Start reading at [Service] and [Scope].
package auth
