// Package store keeps rosters, their shifts and what agents were told, with
// gorm, on either engine.
//
// Rosters belong to sites: a scope that does not see the site does not find the
// roster. Shifts belong to people: a scope of one employer or one person sees
// theirs and no others.
package store
