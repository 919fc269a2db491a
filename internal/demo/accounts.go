package demo

import (
	"context"
	"slices"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
)

// Password is that of every account of the demonstration centre; it protects
// nothing but made-up people on the loopback interface.
const Password = "harbour-lights-4-all"

// accounts makes one user for every role.
func (b *builder) accounts(ctx context.Context) error {
	agent := b.staff[0]
	users := []auth.User{
		{Email: "planner@demo.example", Name: "Pat Planner", Roles: []auth.Role{auth.Planner}},
		{Email: "supervisor@demo.example", Name: "Sun Supervisor", Roles: []auth.Role{auth.Supervisor}, Sites: []int64{b.at.sites["GZ"]}},
		{Email: "hr@demo.example", Name: "Hana HR", Roles: []auth.Role{auth.HR}},
		{Email: "vendors@demo.example", Name: "Vera Vendors", Roles: []auth.Role{auth.VendorManager}},
		{
			Email: "kestrel@demo.example", Name: "Kit Kestrel", Roles: []auth.Role{auth.VendorCoordinator},
			Employer: b.at.employers["KESTREL"],
		},
		{
			Email: "lotus@demo.example", Name: "Lin Lotus", Roles: []auth.Role{auth.VendorCoordinator},
			Employer: b.at.employers["LOTUS"],
		},
		{Email: "agent@demo.example", Name: agent.Name, Roles: []auth.Role{auth.Agent}, Person: agent.ID},
		{Email: "admin@demo.example", Name: "Ada Administrator", Roles: []auth.Role{auth.Administrator}},
	}
	for _, user := range users {
		user.Locale, user.Theme = "en", "auto"
		if slices.Contains(user.Roles, auth.Agent) && agentReadsChinese(agent) {
			user.Locale = "zh"
		}
		made, err := b.Users.CreateUser(ctx, b.scope, user, Password)
		if err != nil {
			return err
		}
		b.centre.Accounts = append(b.centre.Accounts, Account{ID: made.ID, Role: user.Roles[0], Email: user.Email, Password: Password, Name: user.Name, Person: user.Person})
	}
	return nil
}

func agentReadsChinese(p workforce.Person) bool { return p.Name != "" && p.Name[0] > 127 }
