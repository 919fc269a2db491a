package workforce

import (
	"errors"
	"strings"
	"time"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Site is a place where people work. All its planning happens in its own
// wall-clock time.
type Site struct {
	ID, Version int64
	Code, Name  string
	Zone        string // IANA time zone: Asia/Shanghai
	Country     string // ISO 3166-1 alpha-2: CN
	CalendarID  int64  // 0: the site keeps no holidays
}

// NewSite returns s if it can be: its time zone must be one the program knows.
func NewSite(s Site) (Site, error) {
	s.Code, s.Name = strings.TrimSpace(s.Code), strings.TrimSpace(s.Name)
	s.Zone, s.Country = strings.TrimSpace(s.Zone), strings.ToUpper(strings.TrimSpace(s.Country))
	c := checking("site")
	c.codeAndName(s.Code, s.Name)
	_, err := loadZone(s.Zone)
	c.need(err == nil, "zone", s.Zone, "an IANA time zone such as Europe/London", problem.Wanting(problem.Zone))
	c.need(isCountry(s.Country), "country", s.Country, "a two-letter country code such as GB (ISO 3166)", problem.Wanting(problem.Country))
	c.need(s.CalendarID >= 0, "calendarId", s.CalendarID, "a calendar, or none", problem.Wanting(problem.AtLeast, 0))
	return s, c.err()
}

// Location returns the site's time zone. It is UTC only for a Site that no
// constructor has seen.
func (s Site) Location() *time.Location {
	loc, err := loadZone(s.Zone)
	if err != nil {
		return time.UTC
	}
	return loc
}

// Today returns the day that the site's calendar shows at an instant.
func (s Site) Today(now time.Time) grid.Date { return grid.DateOf(now.In(s.Location())) }

// loadZone refuses the two names that time.LoadLocation gives a meaning of its
// own: "" (UTC) and "Local" (whatever the server stands in).
func loadZone(name string) (*time.Location, error) {
	if name == "" || name == "Local" {
		return nil, errNoZone
	}
	return time.LoadLocation(name)
}

var errNoZone = errors.New("no time zone named")

func isCountry(code string) bool {
	return len(code) == 2 && code[0] >= 'A' && code[0] <= 'Z' && code[1] >= 'A' && code[1] <= 'Z'
}
