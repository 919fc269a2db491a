package auth

import (
	"fmt"
	"slices"
)

// Scope says which rows a caller may see and change. Every store method that
// touches scoped rows takes one, so that forgetting to restrict a query is a
// compile error and not a leak. A scope only ever narrows: there is no way to
// widen one.
//
// The zero value sees nothing.
type Scope struct {
	tenant    int64
	allSites  bool
	sites     []int64
	employer  int64 // 0: not limited to one employer
	person    int64 // 0: not limited to one person
	actor     int64 // user who acts; 0 for the system itself
	permitted map[Permission]bool
	system    bool
}

// SystemScope is the scope of Muster's own work for a tenant (jobs, migrations,
// the demonstration centre, the command line): every row of that tenant.
func SystemScope(tenant int64) Scope {
	return Scope{tenant: tenant, allSites: true, system: true}
}

// Grant says what a signed-in user may see; NewScope turns it into a scope.
type Grant struct {
	Tenant      int64
	Actor       int64
	AllSites    bool
	Sites       []int64 // where not all
	Employer    int64   // 0: not limited to one employer
	Person      int64   // 0: not limited to one person
	Permissions []Permission
}

// NewScope makes the scope of a signed-in user. Without a tenant and a user it
// would be the scope of nobody, and is refused.
func NewScope(g Grant) (Scope, error) {
	if g.Tenant <= 0 || g.Actor <= 0 {
		return Scope{}, fmt.Errorf("a scope needs a tenant and a user; found tenant %d, user %d", g.Tenant, g.Actor)
	}
	permitted := make(map[Permission]bool, len(g.Permissions))
	for _, p := range g.Permissions {
		permitted[p] = true
	}
	scope := Scope{tenant: g.Tenant, actor: g.Actor, allSites: g.AllSites, employer: g.Employer, person: g.Person, permitted: permitted}
	if !g.AllSites {
		scope.sites = slices.Clone(g.Sites)
	}
	return scope, nil
}

// Tenant returns the client organisation whose rows are visible, 0 for none.
func (s Scope) Tenant() int64 { return s.tenant }

// Actor returns the user on whose behalf the work is done, 0 for the system.
func (s Scope) Actor() int64 { return s.actor }

// Sites returns the visible sites; all is true where every site of the tenant is.
func (s Scope) Sites() (ids []int64, all bool) { return slices.Clone(s.sites), s.allSites }

// SeesSite reports whether rows of the site are visible.
func (s Scope) SeesSite(id int64) bool { return s.allSites || slices.Contains(s.sites, id) }

// Employer returns the only employer whose people are visible, or 0 where
// employers do not limit the scope. Vendor coordinators have one.
func (s Scope) Employer() int64 { return s.employer }

// Person returns the only person who is visible, or 0. Agents see themselves.
func (s Scope) Person() int64 { return s.person }

// IsSystem reports whether this is Muster's own work and nobody's request.
func (s Scope) IsSystem() bool { return s.system }

// May reports whether the caller holds a permission.
func (s Scope) May(p Permission) bool { return s.system || s.permitted[p] }

// DeniedError says that the caller lacks a permission.
type DeniedError struct{ Needs Permission }

func (e *DeniedError) Error() string { return "this needs the permission " + string(e.Needs) }

// Require returns a *DeniedError unless the caller holds a permission.
func (s Scope) Require(p Permission) error {
	if s.May(p) {
		return nil
	}
	return &DeniedError{p}
}

// WithActor returns the same scope, with the work attributed to a user. Jobs
// use it to record who asked for them.
func (s Scope) WithActor(user int64) Scope {
	s.actor = user
	return s
}
