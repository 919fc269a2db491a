package auth

import (
	"errors"
	"testing"

	"pgregory.net/rapid"
)

func TestZeroScopeSeesNothing(t *testing.T) {
	var nobody Scope
	if _, all := nobody.Sites(); all || nobody.Tenant() != 0 || nobody.SeesSite(1) || nobody.May(ReadRosters) || nobody.IsSystem() {
		t.Errorf("zero scope: got %+v, want no tenant, site or permission", nobody)
	}
}

func TestScopeNeedsATenantAndAUser(t *testing.T) {
	for _, grant := range []Grant{{}, {Tenant: 1}, {Actor: 1}, {Tenant: -1, Actor: 1}} {
		if scope, err := NewScope(grant); err == nil || scope.Tenant() != 0 {
			t.Errorf("NewScope(%+v): got %+v, %v; want an error", grant, scope, err)
		}
	}
}

func TestScopeNeverWidens(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		grant := Grant{
			Tenant: rapid.Int64Range(1, 3).Draw(t, "tenant"), Actor: rapid.Int64Range(1, 9).Draw(t, "actor"),
			AllSites: rapid.Bool().Draw(t, "all"), Sites: rapid.SliceOf(rapid.Int64Range(1, 5)).Draw(t, "sites"),
			Permissions: rapid.SliceOf(rapid.SampledFrom(Permissions(Roles()...))).Draw(t, "permissions"),
		}
		scope, err := NewScope(grant)
		if err != nil {
			t.Fatal(err)
		}
		// What callers do with the lists they got or gave must not change the scope.
		seen := scope.SeesSite(77)
		ids, _ := scope.Sites()
		for i := range ids {
			ids[i] = 77
		}
		for i := range grant.Sites {
			grant.Sites[i] = 77
		}
		grant.Permissions = append(grant.Permissions[:0], ManageUsers)
		if scope.SeesSite(77) != seen {
			t.Fatalf("scope %+v came to see site 77", scope)
		}
		if other := scope.WithActor(99); other.Tenant() != scope.Tenant() || other.IsSystem() || other.May(ManageUsers) != scope.May(ManageUsers) {
			t.Fatalf("another actor changed the rights: %+v", other)
		}
	})
}

func TestRequireNamesThePermission(t *testing.T) {
	planner, _ := NewScope(Grant{Tenant: 1, Actor: 2, Permissions: Permissions(Planner)})
	var denied *DeniedError
	if err := planner.Require(ManageUsers); !errors.As(err, &denied) || denied.Needs != ManageUsers {
		t.Errorf("planner managing users: got %v, want a refusal naming %s", err, ManageUsers)
	}
	if err := SystemScope(1).Require(ManageUsers); err != nil {
		t.Errorf("the system managing users: got %v, want nil", err)
	}
}
