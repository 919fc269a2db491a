package workforce

import (
	"cmp"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/muster-wfm/muster/workforce/grid"
	"github.com/muster-wfm/muster/workforce/peoplefile"
)

// DefaultSkillLevel is the level of a skill that a file names without one.
const DefaultSkillLevel = 3

// rowReading turns one line of a people file into a person and remembers what
// is wrong with it.
type rowReading struct {
	file      *peoplefile.File
	row       peoplefile.Row
	directory directory
	from      grid.Date
	now       time.Time
	problems  []peoplefile.Problem
	warnings  []peoplefile.Problem
}

// refuse records a problem with a cell. A column that the file does not have
// is named as Muster calls it.
func (r *rowReading) refuse(column peoplefile.Column, found, expected string) {
	r.problems = append(r.problems, peoplefile.Problem{Line: r.row.Line, Column: r.spelling(column), Found: found, Expected: expected})
}

func (r *rowReading) spelling(column peoplefile.Column) string {
	if name, has := r.file.Header[column]; has {
		return name
	}
	return string(column)
}

// firstLine refuses a code that an earlier line has, and remembers this one.
func (r *rowReading) firstLine(seen map[string]int) {
	code := r.row.Cell(peoplefile.Code)
	if first, twice := seen[code]; twice && code != "" {
		r.refuse(peoplefile.Code, quoted(code), fmt.Sprintf("each code once; line %d has it too", first))
		return
	}
	seen[code] = r.row.Line
}

// person returns what the line makes of a person; before is their present
// state, the zero Person for somebody new.
func (r *rowReading) person(before Person) Person {
	p := before
	p.Code, p.Name = r.row.Cell(peoplefile.Code), r.name()
	if r.file.Has(peoplefile.Email) {
		p.Email = r.row.Cell(peoplefile.Email)
	}
	r.place(&p)
	r.employment(&p)
	from := r.effective(p, before)
	if r.file.Has(peoplefile.Agreement) {
		p = r.agreement(p, from)
	}
	if r.file.Has(peoplefile.Skills) {
		p = r.skills(p, from)
	}
	p = r.checked(p)
	if len(r.problems) == 0 && p.AgreementOn(r.today(p)) == 0 {
		r.warnings = append(r.warnings, peoplefile.Problem{
			Line: r.row.Line, Column: string(peoplefile.Agreement), Found: "nobody's agreement", Expected: "an agreement; without one no roster plans this person",
		})
	}
	return p
}

func (r *rowReading) name() string {
	if r.file.Has(peoplefile.Name) {
		return r.row.Cell(peoplefile.Name)
	}
	return strings.TrimSpace(r.row.Cell(peoplefile.FirstName) + " " + r.row.Cell(peoplefile.LastName))
}

// effective is the day from which changes of agreement and skills hold: for
// somebody new, the beginning.
func (r *rowReading) effective(p, before Person) grid.Date {
	if before.ID == 0 {
		return grid.Date{}
	}
	return r.today(p)
}

func (r *rowReading) today(p Person) grid.Date {
	if !r.from.IsZero() {
		return r.from
	}
	return r.directory.siteIDs[p.SiteID].Today(r.now)
}

// place reads where and for whom the person works.
func (r *rowReading) place(p *Person) {
	if site, ok := lookUp(r, peoplefile.Site, r.directory.sites, r.directory.options.SiteCode, p.SiteID != 0); ok {
		p.SiteID = site.ID
	}
	if employer, ok := lookUp(r, peoplefile.Employer, r.directory.employers, r.directory.options.EmployerCode, p.EmployerID != 0); ok {
		p.EmployerID = employer.ID
	}
	if !r.file.Has(peoplefile.Team) {
		return
	}
	p.TeamID = 0
	if r.row.Cell(peoplefile.Team) == "" {
		return
	}
	if team, ok := lookUp(r, peoplefile.Team, r.directory.teams, "", true); ok {
		p.TeamID = team.ID
	}
}

// lookUp finds what a cell, or in its absence the import's option, refers to.
// It refuses what is unknown, and nothing at all unless the person has it
// already.
func lookUp[T any](r *rowReading, column peoplefile.Column, shelf shelf[T], fallback string, has bool) (T, bool) {
	text := r.row.Cell(column)
	if text == "" {
		text = fallback
	}
	thing, found := shelf.find(text)
	if !found && (text != "" || !has) {
		r.refuse(column, quoted(text), shelf.expected())
	}
	return thing, found
}

func (r *rowReading) employment(p *Person) {
	if cell := r.row.Cell(peoplefile.HiredOn); cell != "" || p.HiredOn.IsZero() {
		p.HiredOn = r.day(peoplefile.HiredOn, cell)
	}
	if !r.file.Has(peoplefile.LeftOn) {
		return
	}
	p.LeftOn = grid.Date{}
	// BambooHR writes 0000-00-00 for a day that has not come.
	if cell := r.row.Cell(peoplefile.LeftOn); cell != "" && cell != "0000-00-00" {
		p.LeftOn = r.day(peoplefile.LeftOn, cell)
	}
}

// dayLayouts are the ways of writing a day that cannot be mistaken for another.
var dayLayouts = []string{time.DateOnly, "2006/1/2", "2.1.2006", "20060102"}

func (r *rowReading) day(column peoplefile.Column, cell string) grid.Date {
	for _, layout := range dayLayouts {
		if t, err := time.Parse(layout, cell); err == nil {
			return grid.DateOf(t)
		}
	}
	r.refuse(column, quoted(cell), "a day written YYYY-MM-DD, YYYY/MM/DD or DD.MM.YYYY")
	return grid.Date{}
}

func (r *rowReading) agreement(p Person, from grid.Date) Person {
	cell := r.row.Cell(peoplefile.Agreement)
	if cell == "" {
		return p.WithAgreement(0, from)
	}
	agreement, found := r.directory.agreements.find(cell)
	if !found {
		r.refuse(peoplefile.Agreement, quoted(cell), r.directory.agreements.expected())
		return p
	}
	return p.WithAgreement(agreement.ID, from)
}

// skills reads "billing:4|sales". A skill without a level keeps the level that
// the person has.
func (r *rowReading) skills(p Person, from grid.Date) Person {
	levels := make(map[int64]int)
	present := make(map[int64]int)
	for _, held := range p.SkillsOn(from) {
		present[held.SkillID] = held.Level
	}
	for part := range strings.SplitSeq(r.row.Cell(peoplefile.Skills), "|") {
		code, levelText, hasLevel := strings.Cut(strings.TrimSpace(part), ":")
		if code == "" && !hasLevel {
			continue
		}
		skill, found := r.directory.skills.find(strings.TrimSpace(code))
		if !found {
			r.refuse(peoplefile.Skills, quoted(code), r.directory.skills.expected())
			continue
		}
		level := cmp.Or(present[skill.ID], DefaultSkillLevel)
		if hasLevel {
			level = r.level(levelText)
		}
		if _, twice := levels[skill.ID]; twice {
			r.refuse(peoplefile.Skills, quoted(code), "each skill once")
		}
		levels[skill.ID] = level
	}
	return p.WithSkills(levels, from)
}

func (r *rowReading) level(text string) int {
	level, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || level < MinSkillLevel || level > MaxSkillLevel {
		r.refuse(peoplefile.Skills, quoted(text), "a level from 1 to 5 behind the colon")
	}
	return level
}

// columnOf names the column of the file that holds a person's field.
var columnOf = map[string]peoplefile.Column{
	"code": peoplefile.Code, "name": peoplefile.Name, "email": peoplefile.Email, "siteId": peoplefile.Site,
	"employerId": peoplefile.Employer, "hiredOn": peoplefile.HiredOn, "leftOn": peoplefile.LeftOn,
}

// checked passes the person through its constructor. A field whose cell was
// refused already is not refused again for being empty.
func (r *rowReading) checked(p Person) Person {
	p, err := NewPerson(p)
	var invalid *InvalidError
	if !errors.As(err, &invalid) {
		return p
	}
	refused := make(map[string]bool)
	for _, problem := range r.problems {
		refused[problem.Column] = true
	}
	for _, field := range invalid.Fields {
		name, _, _ := strings.Cut(field.Field, "[") // skills[0].level stands in the column skills
		column := cmp.Or(columnOf[name], peoplefile.Column(name))
		if !refused[r.spelling(column)] {
			r.refuse(column, field.Found, field.Expected)
		}
	}
	return p
}
