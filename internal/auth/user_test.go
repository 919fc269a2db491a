package auth

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func sound() User {
	return User{Email: "lin.wei@muster.example", Name: "林伟", Roles: []Role{Planner}, Locale: "zh", Theme: "dark"}
}

func TestUserIsCheckedFieldByField(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(*User)
		wrong  []string
	}{
		{"sound", func(*User) {}, nil},
		{"no address", func(u *User) { u.Email = "" }, []string{"email"}},
		{"address with a name", func(u *User) { u.Email = "Lin <lin@muster.example>" }, []string{"email"}},
		{"address too long", func(u *User) { u.Email = strings.Repeat("l", 250) + "@a.example" }, []string{"email"}},
		{"no name", func(u *User) { u.Name = "" }, []string{"name"}},
		{"line break in the name", func(u *User) { u.Name = "Lin\nINFO forged" }, []string{"name"}},
		{"no role", func(u *User) { u.Roles = nil }, []string{"roles"}},
		{"unknown role", func(u *User) { u.Roles = []Role{"owner"} }, []string{"roles"}},
		{"coordinator without an employer", func(u *User) { u.Roles = []Role{VendorCoordinator} }, []string{"employer"}},
		{"coordinator with an employer", func(u *User) { u.Roles, u.Employer = []Role{VendorCoordinator}, 3 }, nil},
		{"coordinator who also plans", func(u *User) { u.Roles, u.Employer = []Role{VendorCoordinator, Planner}, 3 }, []string{"roles"}},
		{"agent without a person", func(u *User) { u.Roles = []Role{Agent} }, []string{"person"}},
		{"unknown language", func(u *User) { u.Locale = "tlh" }, []string{"locale"}},
		{"unknown theme", func(u *User) { u.Theme = "sepia" }, []string{"theme"}},
		{"several at once", func(u *User) { u.Email, u.Name, u.Roles = "x", "", nil }, []string{"email", "name", "roles"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			user := sound()
			test.change(&user)
			err := user.check()
			var fields FieldErrors
			errors.As(err, &fields)
			var got []string
			for _, field := range fields {
				got = append(got, field.Field)
			}
			if diff := cmp.Diff(test.wrong, got); diff != "" {
				t.Errorf("check of %+v: wrong fields differ (-want +got):\n%s\n%v", user, diff, err)
			}
		})
	}
}

func TestNormalFormIsStable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		user := User{
			Email: rapid.StringMatching(` ?[A-Za-z.]{1,10}@[A-Z][a-z]{1,5}\.example ?`).Draw(t, "email"),
			Name:  rapid.String().Draw(t, "name"),
			Roles: rapid.SliceOfN(rapid.SampledFrom(Roles()), 0, 9).Draw(t, "roles"),
			Sites: rapid.SliceOfN(rapid.Int64Range(1, 5), 0, 9).Draw(t, "sites"),
		}
		once := user.normal()
		if diff := cmp.Diff(once, once.normal()); diff != "" {
			t.Fatalf("normal form of %+v changes again (-once +twice):\n%s", user, diff)
		}
		if (user.Sites == nil) != (once.Sites == nil) {
			t.Fatalf("sites %#v became %#v: no site and every site were mixed up", user.Sites, once.Sites)
		}
	})
}

func TestPrincipalSeesWhatItsRolesNeed(t *testing.T) {
	for _, test := range []struct {
		name             string
		user             User
		person, employer int64
		allSites         bool
		may, mayNot      Permission
	}{
		{"planner of two sites", User{Roles: []Role{Planner}, Sites: []int64{4, 9}}, 0, 0, false, ManageRosters, ManageUsers},
		{"planner of every site", User{Roles: []Role{Planner}}, 0, 0, true, ManageDemand, ReadAudit},
		{"agent", User{Roles: []Role{Agent}, Person: 12}, 12, 0, true, ReadOwnSchedule, ReadWorkforce},
		{"supervisor who works shifts", User{Roles: []Role{Agent, Supervisor}, Person: 12}, 0, 0, true, ReadWorkforce, ManageWorkforce},
		{"coordinator", User{Roles: []Role{VendorCoordinator}, Employer: 3}, 0, 3, true, ReadRosters, ReadDemand},
		{"coordinator who works shifts", User{Roles: []Role{Agent, VendorCoordinator}, Employer: 3, Person: 12}, 0, 3, true, ReadRosters, ManageRosters},
		{"administrator", User{Roles: []Role{Administrator}}, 0, 0, true, ReadAudit, ReadOwnSchedule},
	} {
		t.Run(test.name, func(t *testing.T) {
			test.user.ID, test.user.Tenant = 7, 2
			p, err := newPrincipal(test.user)
			if err != nil {
				t.Fatal(err)
			}
			scope := p.Scope()
			_, all := scope.Sites()
			if scope.Tenant() != 2 || scope.Actor() != 7 || scope.Person() != test.person || scope.Employer() != test.employer || all != test.allSites {
				t.Errorf("scope: got %+v, want person %d, employer %d, all sites %v", scope, test.person, test.employer, test.allSites)
			}
			if !scope.May(test.may) || scope.May(test.mayNot) || scope.IsSystem() {
				t.Errorf("rights %v: want %s and not %s", p.Permissions, test.may, test.mayNot)
			}
			if !slices.IsSorted(p.Permissions) {
				t.Errorf("permissions are not sorted: %v", p.Permissions)
			}
		})
	}
}
