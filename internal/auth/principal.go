package auth

// Principal is a signed-in user at the time of a request.
type Principal struct {
	User
	Permissions []Permission
	scope       Scope
}

// newPrincipal works out what a user may do and see.
func newPrincipal(user User) (Principal, error) {
	p := Principal{User: user, Permissions: Permissions(user.Roles...)}
	grant := Grant{
		Tenant: user.Tenant, Actor: user.ID, AllSites: user.Sites == nil, Sites: user.Sites,
		Employer: user.Employer, Permissions: p.Permissions,
	}
	// Who is nothing but an agent sees nobody else; a supervisor who also works
	// shifts sees the team.
	if !user.holdsOther(Agent) {
		grant.Person = user.Person
	}
	var err error
	p.scope, err = NewScope(grant)
	return p, err
}

// Scope restricts all work done for the user.
func (p Principal) Scope() Scope { return p.scope }
