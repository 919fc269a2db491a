package authority

import (
	"fmt"
	"time"

	"github.com/muster-wfm/muster/vendors/money"
)

// Class is what a right is about.
type Class string

// The classes.
const (
	Compensation Class = "compensation" // money: its limit is an amount
	Deciding     Class = "decision"
	Data         Class = "data"
	Action       Class = "action"
)

// Right is a thing that can be allowed.
type Right struct {
	Code  string
	Class Class
}

// Holder is what kind of person holds a grant; it decides how long one lasts.
type Holder string

// The kinds, and how long their grants last at most.
const (
	CrowdMember Holder = "crowd"  // 90 days
	VendorStaff Holder = "vendor" // 180 days
	OwnerStaff  Holder = "owner"  // 365 days
)

const day = 24 * time.Hour

// Longest is how long a grant may last; breaking the glass, a day.
func (h Holder) Longest() time.Duration {
	switch h {
	case OwnerStaff:
		return 365 * day
	case VendorStaff:
		return 180 * day
	}
	return 90 * day
}

// Grant is a right given to a person.
type Grant struct {
	ID         int64
	Subject    string
	Holder     Holder
	Right      Right
	Skill      string // "" any
	Limit      money.Amount
	From, To   time.Time // until before To
	GrantedBy  string
	ApprovedBy string
	Reason     string
	Glass      bool      // broken in an emergency: a day at most
	Revoked    time.Time // zero: not
	LastUsed   time.Time // zero: never
	Reviewed   bool      // somebody looked at what was done while the glass was broken
}

// Check says whether a grant may be given: for a reason and a time that its holder
// may have, by two people neither of whom is its subject. The error is a
// [*RefusedError].
func (g Grant) Check() error {
	longest := g.Holder.Longest()
	if g.Glass {
		longest = day
	}
	switch {
	case g.Subject == "" || g.Right.Code == "":
		return Refuse("grant", "subject", NoSubject, fmt.Sprintf("%q for %q", g.Right.Code, g.Subject), "a person and a right")
	case g.Reason == "":
		return Refuse("grant", "reason", NoPurpose, "none", "why it is needed")
	case !g.From.Before(g.To):
		return Refuse("grant", "to", EndsFirst, g.To.Format(time.RFC3339), "a time after "+g.From.Format(time.RFC3339))
	case g.To.Sub(g.From) > longest:
		return Refuse("grant", "to", TooLong, fmt.Sprint(g.To.Sub(g.From)), fmt.Sprintf("at most %v for this holder", longest), longest.Hours())
	case g.GrantedBy == "" || g.ApprovedBy == "" || g.GrantedBy == g.ApprovedBy:
		return Refuse("grant", "approvedBy", TwoPeople, fmt.Sprintf("%q, granted by %q", g.ApprovedBy, g.GrantedBy), "two people")
	case g.GrantedBy == g.Subject || g.ApprovedBy == g.Subject:
		return Refuse("grant", "grantedBy", ForThemselves, g.Subject, "others than whom it is for")
	case g.Right.Class == Compensation && g.Limit.Minor <= 0:
		return Refuse("grant", "limit", NoLimit, g.Limit.String(), "an amount above 0")
	}
	return nil
}

// Holds reports whether a grant holds at a time.
func (g Grant) Holds(at time.Time) bool {
	return !at.Before(g.From) && at.Before(g.To) && (g.Revoked.IsZero() || at.Before(g.Revoked))
}

// End is what ends grants before their time.
type End string

// The ends.
const (
	Suspension     End = "suspension"
	Exit           End = "exit"
	CertificateEnd End = "certificate_lapse" // of the grant's skill
	ProgrammeEnd   End = "programme_end"
	ByHand         End = "by_hand"
	Recertified    End = "recertified" // another one took its place
)

// Revoke ends the grants that an end concerns, at once, and returns all of them
// with how many ended: those of one skill where its certificate lapsed, else all.
func Revoke(grants []Grant, subject string, why End, skill string, at time.Time) ([]Grant, int) {
	out, ended := make([]Grant, len(grants)), 0
	for i, g := range grants {
		if g.Subject == subject && g.Revoked.IsZero() && at.Before(g.To) && (why != CertificateEnd || g.Skill == skill) {
			g.Revoked = at
			ended++
		}
		out[i] = g
	}
	return out, ended
}
