package auth

import (
	"fmt"
	"net/mail"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// User is somebody who may sign in.
type User struct {
	ID       int64
	Tenant   int64
	Version  int64
	Email    string // lower case, unique in the tenant
	Name     string
	Roles    []Role
	Sites    []int64 // sites that the user sees; nil where every site is
	Employer int64   // the only employer whose people the user sees; 0 for no limit
	Person   int64   // the person that the user is; 0 for none
	Locale   string  // language of the pages: "en" or "zh"
	Theme    string  // "light", "dark" or "auto"
	Disabled bool    // may not sign in
	Created  time.Time
}

// Locales and Themes are the preferences there are; the first is the default.
var (
	Locales = []string{"en", "zh"}
	Themes  = []string{"auto", "light", "dark"}
)

// FieldError says what is wrong with one field of a user.
type FieldError struct {
	Field string // email, name, roles, sites, employer, person, locale, theme or password
	Found string // "" for secrets
	Want  string
}

func (e *FieldError) Error() string {
	if e.Found == "" {
		return fmt.Sprintf("%s: expected %s", e.Field, e.Want)
	}
	return fmt.Sprintf("%s: %q; expected %s", e.Field, e.Found, e.Want)
}

// FieldErrors is everything that is wrong with a user at once.
type FieldErrors []*FieldError

func (e FieldErrors) Error() string {
	lines := make([]string, len(e))
	for i, field := range e {
		lines[i] = field.Error()
	}
	return strings.Join(lines, "; ")
}

// Unwrap lets errors.As find the fields.
func (e FieldErrors) Unwrap() []error {
	errs := make([]error, len(e))
	for i, field := range e {
		errs[i] = field
	}
	return errs
}

func (e *FieldErrors) refuse(ok bool, field, found, want string) {
	if !ok {
		*e = append(*e, &FieldError{field, found, want})
	}
}

func (e FieldErrors) orNil() error {
	if len(e) == 0 {
		return nil
	}
	return e
}

// maxEmail is the longest address that can be delivered to (RFC 5321, 4.5.3.1.3).
const maxEmail = 254

// normal returns the user in stored form: address in lower case, roles and sites
// sorted and once each, preferences filled in.
func (u User) normal() User {
	u.Email = strings.ToLower(strings.TrimSpace(u.Email))
	u.Name = strings.TrimSpace(u.Name)
	u.Roles = sortedOnce(u.Roles)
	if u.Sites != nil {
		u.Sites = append([]int64{}, sortedOnce(u.Sites)...)
	}
	if u.Locale == "" {
		u.Locale = Locales[0]
	}
	if u.Theme == "" {
		u.Theme = Themes[0]
	}
	return u
}

func sortedOnce[T interface{ ~string | ~int64 }](values []T) []T {
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	return slices.Compact(sorted)
}

// check returns everything that cannot be about a user in normal form.
func (u User) check() error {
	var wrong FieldErrors
	parsed, err := mail.ParseAddress(u.Email)
	wrong.refuse(err == nil && parsed.Address == u.Email && len(u.Email) <= maxEmail, "email", u.Email, "an address such as ana@example.com")
	wrong.refuse(u.Name != "" && utf8.RuneCountInString(u.Name) <= 200 && printable(u.Name), "name", u.Name, "1 to 200 printable characters")
	wrong.refuse(len(u.Roles) > 0, "roles", "", "at least one role")
	for _, role := range u.Roles {
		wrong.refuse(slices.Contains(Roles(), role), "roles", string(role), "one of the roles")
	}
	wrong.refuse(!u.holds(VendorCoordinator) || u.Employer > 0, "employer", "", "the employer whose people the coordinator manages")
	wrong.refuse(!u.holds(Agent) || u.Person > 0, "person", "", "the person that the agent is")
	// Rights of one employer's coordinator and of the house do not mix: the wider
	// would win where rows are shared.
	wrong.refuse(!u.holds(VendorCoordinator) || !u.holdsOther(VendorCoordinator, Agent), "roles", string(VendorCoordinator), "no role of the house beside it")
	wrong.refuse(slices.Contains(Locales, u.Locale), "locale", u.Locale, strings.Join(Locales, " or "))
	wrong.refuse(slices.Contains(Themes, u.Theme), "theme", u.Theme, strings.Join(Themes, ", "))
	return wrong.orNil()
}

func printable(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r == 0x7f || r == utf8.RuneError })
}

func (u User) holds(role Role) bool { return slices.Contains(u.Roles, role) }

// holdsOther reports whether the user has a role beside those given.
func (u User) holdsOther(roles ...Role) bool {
	return slices.ContainsFunc(u.Roles, func(r Role) bool { return !slices.Contains(roles, r) })
}
