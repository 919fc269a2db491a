package member

import (
	"fmt"

	"github.com/muster-wfm/muster/workforce/grid"
)

// Certificate says that a member has shown a skill.
type Certificate struct {
	Member   string
	Skill    string
	Granted  grid.Date
	LastUsed grid.Date // zero: not yet
	Revoked  grid.Date // zero: not
}

// CertificateError says why a certificate does not hold on a day.
type CertificateError struct {
	Certificate Certificate
	On          grid.Date
	Rule
}

func (e *CertificateError) Error() string {
	return fmt.Sprintf("certificate of %s for %s on %v: found %s; expected %s", e.Certificate.Member, e.Certificate.Skill, e.On, e.Found, e.Expected)
}

// Holds says whether a certificate holds on a day: it has been granted, less than
// its term has passed, it was used of late, and nobody revoked it. The error is a
// [*CertificateError].
func (r Rules) Holds(c Certificate, on grid.Date) error {
	refuse := func(kind Kind, found, expected string, figures ...any) error {
		return &CertificateError{c, on, Against(kind, found, expected, figures...)}
	}
	switch {
	case c.Granted.IsZero():
		return refuse(NoCertificate, "none", "one that was granted")
	case c.Granted.After(on):
		return refuse(FutureCertificate, "one from the future, "+c.Granted.String(), "one granted by then", c.Granted)
	case !c.Revoked.IsZero() && !c.Revoked.After(on):
		return refuse(CertificateRevoked, "revoked on "+c.Revoked.String(), "one that stands", c.Revoked)
	case c.Granted.DaysUntil(on) >= r.CertificateDays:
		return refuse(CertificateEnded, "ended on "+r.Ends(c).String(), "a new exam", r.Ends(c))
	case !on.Before(r.Idles(c)):
		since := r.Idles(c).AddDays(-r.UnusedDays)
		return refuse(CertificateUnused, "not used since "+since.String(), fmt.Sprintf("use within %d days, or a new exam", r.UnusedDays), since, r.UnusedDays)
	}
	return nil
}

// Ends is the first day on which a certificate's term is over.
func (r Rules) Ends(c Certificate) grid.Date { return c.Granted.AddDays(r.CertificateDays) }

// Idles is the first day on which a certificate is without use for too long, unless
// it is used before.
func (r Rules) Idles(c Certificate) grid.Date {
	used := c.LastUsed
	if used.Before(c.Granted) {
		used = c.Granted
	}
	return used.AddDays(r.UnusedDays)
}
