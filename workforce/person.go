package workforce

import (
	"fmt"
	"net/mail"
	"slices"
	"strings"
	"time"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Person is somebody who handles contacts.
type Person struct {
	ID, Version int64
	Code        string // personnel number: unique in the tenant, the key of imports
	Name        string
	Email       string // may be empty
	SiteID      int64
	EmployerID  int64
	TeamID      int64 // 0: none
	HiredOn     grid.Date
	LeftOn      grid.Date // last day of employment; zero: still employed

	Agreements   []AgreementSpell // ordered by first day
	Skills       []SkillSpell     // ordered by skill, then first day
	Availability []Availability   // ordered from Monday; none at all: any time
}

// AgreementSpell places a person under an agreement until the next spell
// begins. AgreementID 0 places them under none.
type AgreementSpell struct {
	AgreementID int64
	ValidFrom   grid.Date // zero: from the beginning
	// RotationWeeks is by how many weeks the person's rotations begin later than the
	// agreement's patterns say, so that people of one agreement take turns.
	RotationWeeks int
}

// MaxRotationWeeks bounds the offset of a rotation: a year of weeks.
const MaxRotationWeeks = 52

// SkillSpell says that a person holds a skill at a level for a time.
type SkillSpell struct {
	SkillID   int64
	Level     int       // 1 (learning) to 5 (teaching)
	ValidFrom grid.Date // zero: from the beginning
	ValidTo   grid.Date // last day; zero: until further notice
}

// Levels of a skill.
const (
	MinSkillLevel = 1
	MaxSkillLevel = 5
)

// Availability is a stretch of every week in which a person may be planned. A
// stretch over midnight belongs to the weekday on which it begins.
type Availability struct {
	Weekday time.Weekday
	From    int // minutes after midnight, 0..1439
	To      int // minutes after the same midnight, beyond 1440 on the next day
}

// NewPerson returns p, its spells in order, if it can be. A person without an
// agreement can be; no roster will plan them.
func NewPerson(p Person) (Person, error) {
	p.Code, p.Name, p.Email = strings.TrimSpace(p.Code), strings.TrimSpace(p.Name), strings.TrimSpace(p.Email)
	c := checking("person")
	c.codeAndName(p.Code, p.Name)
	c.need(p.Email == "" || isAddress(p.Email), "email", p.Email, "an e-mail address, or nothing", problem.Wanting(problem.Email))
	c.need(p.SiteID > 0, "siteId", p.SiteID, "the site of the person", problem.Wanting(problem.Needed))
	c.need(p.EmployerID > 0, "employerId", p.EmployerID, "the employer of the person", problem.Wanting(problem.Needed))
	c.need(p.TeamID >= 0, "teamId", p.TeamID, "a team, or none", problem.Wanting(problem.AtLeast, 0))
	c.need(!p.HiredOn.IsZero(), "hiredOn", "", "the first day of employment, YYYY-MM-DD", problem.Wanting(problem.Needed))
	c.need(p.LeftOn.IsZero() || !p.LeftOn.Before(p.HiredOn), "leftOn", p.LeftOn.String(), "no day before "+p.HiredOn.String()+", the first day of employment", problem.Wanting(problem.DayFrom, p.HiredOn))
	p.Agreements = checkedAgreementSpells(c, p.Agreements)
	p.Skills = checkedSkills(c, p.Skills)
	p.Availability = checkedAvailability(c, p.Availability)
	return p, c.err()
}

func isAddress(text string) bool {
	parsed, err := mail.ParseAddress(text)
	return err == nil && parsed.Address == text && len(text) <= 254
}

func checkedAgreementSpells(c *checks, spells []AgreementSpell) []AgreementSpell {
	for i, spell := range spells {
		at := fmt.Sprintf("agreements[%d]", i)
		c.need(spell.AgreementID >= 0, at+".agreementId", spell.AgreementID, "an agreement, or none", problem.Wanting(problem.AtLeast, 0))
		c.need(spell.RotationWeeks >= 0 && spell.RotationWeeks <= MaxRotationWeeks, "rotationWeeks", spell.RotationWeeks, fmt.Sprintf("0 to %d weeks", MaxRotationWeeks), problem.Wanting(problem.WholeNumber, 0, MaxRotationWeeks))
		first := slices.IndexFunc(spells, func(s AgreementSpell) bool { return s.ValidFrom == spell.ValidFrom })
		c.need(first == i, at+".validFrom", spell.ValidFrom.String(), "one agreement a day", problem.Wanting(problem.OnceADay))
	}
	return slices.SortedStableFunc(slices.Values(spells), func(a, b AgreementSpell) int { return a.ValidFrom.Compare(b.ValidFrom) })
}

func checkedSkills(c *checks, spells []SkillSpell) []SkillSpell {
	for i, s := range spells {
		at := fmt.Sprintf("skills[%d]", i)
		c.need(s.SkillID > 0, at+".skillId", s.SkillID, "a skill", problem.Wanting(problem.Needed))
		c.need(s.Level >= MinSkillLevel && s.Level <= MaxSkillLevel, at+".level", s.Level, "a level from 1 to 5", problem.Wanting(problem.WholeNumber, MinSkillLevel, MaxSkillLevel))
		c.need(s.ValidTo.IsZero() || !s.ValidTo.Before(s.ValidFrom), at+".validTo", s.ValidTo.String(), "no day before "+s.ValidFrom.String(), problem.Wanting(problem.DayFrom, s.ValidFrom))
		clash := slices.IndexFunc(spells[:i], func(o SkillSpell) bool { return o.SkillID == s.SkillID && o.meets(s) })
		c.need(clash < 0, at, s.period(), fmt.Sprintf("each skill once at a time; skills[%d] overlaps", clash), problem.Wanting(problem.EachOnce))
	}
	return slices.SortedStableFunc(slices.Values(spells), func(a, b SkillSpell) int {
		if a.SkillID != b.SkillID {
			return int(min(max(a.SkillID-b.SkillID, -1), 1))
		}
		return a.ValidFrom.Compare(b.ValidFrom)
	})
}

// meets reports whether two spells share a day.
func (s SkillSpell) meets(o SkillSpell) bool {
	return (s.ValidTo.IsZero() || !s.ValidTo.Before(o.ValidFrom)) && (o.ValidTo.IsZero() || !o.ValidTo.Before(s.ValidFrom))
}

func (s SkillSpell) period() string {
	from, to := "the beginning", "further notice"
	if !s.ValidFrom.IsZero() {
		from = s.ValidFrom.String()
	}
	if !s.ValidTo.IsZero() {
		to = s.ValidTo.String()
	}
	return "from " + from + " to " + to
}

// on reports whether the spell holds on a day.
func (s SkillSpell) on(day grid.Date) bool {
	return !s.ValidFrom.After(day) && (s.ValidTo.IsZero() || !s.ValidTo.Before(day))
}

func checkedAvailability(c *checks, windows []Availability) []Availability {
	periods := make([]OpeningPeriod, len(windows))
	for i, w := range windows {
		periods[i] = OpeningPeriod{Weekday: w.Weekday, Opens: w.From, Closes: w.To}
	}
	// Windows of a week obey the same laws as opening periods.
	inner := checking("availability")
	ordered := checkedHours(inner, "availability", periods)
	for _, field := range inner.fields {
		field.Field = strings.NewReplacer(".opens", ".from", ".closes", ".to").Replace(field.Field)
		c.fields = append(c.fields, field)
	}
	var out []Availability
	for _, p := range ordered {
		out = append(out, Availability{Weekday: p.Weekday, From: p.Opens, To: p.Closes})
	}
	return out
}

// EmployedOn reports whether a day lies within the person's employment.
func (p Person) EmployedOn(day grid.Date) bool {
	return !p.HiredOn.After(day) && (p.LeftOn.IsZero() || !p.LeftOn.Before(day))
}

// AgreementOn returns the agreement a person is under on a day, 0 for none.
func (p Person) AgreementOn(day grid.Date) int64 {
	spell, _ := inEffect(p.Agreements, func(s AgreementSpell) grid.Date { return s.ValidFrom }, day)
	return spell.AgreementID
}

// RotationWeeksOn returns by how many weeks the person's rotations begin later on a
// day.
func (p Person) RotationWeeksOn(day grid.Date) int {
	spell, _ := inEffect(p.Agreements, func(s AgreementSpell) grid.Date { return s.ValidFrom }, day)
	return spell.RotationWeeks
}

// SkillsOn returns the skills that hold on a day, ordered by skill.
func (p Person) SkillsOn(day grid.Date) []SkillSpell {
	var held []SkillSpell
	for _, s := range p.Skills {
		if s.on(day) {
			held = append(held, s)
		}
	}
	return held
}
