package hiring

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/muster-wfm/muster/careers"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// State is how far a requisition has come.
type State string

// The states: somebody writes it, somebody else approves it, it is filled or given up.
const (
	Draft  State = "draft"
	Open   State = "open"
	Closed State = "closed"
)

// Need is something that the job asks of whoever does it.
type Need struct{ Code, Task string }

// ConditionKind is what a condition is about.
type ConditionKind string

// ConditionKinds lists what one may ask of candidates: what they can do, or have learnt.
func ConditionKinds() []ConditionKind {
	return []ConditionKind{"language", "skill", "certificate", "experience", "education", "hours"}
}

// Condition is what candidates must meet, and the need that it serves.
type Condition struct {
	Code, What, Need string
	Kind             ConditionKind
}

// Requisition asks for people for a job at a site.
type Requisition struct {
	ID, Version        int64
	Name, Role         string
	Seats              int
	SiteID, EmployerID int64
	StartsOn           grid.Date
	Ladder, Rung       string      // on which whoever is hired begins; both empty: on none
	Wishes             []ShiftWish // what hours the job can grant
	Needs              []Need
	Conditions         []Condition
	Spend              map[string]int64 // by channel, in minor units
	State              State
	WrittenBy          int64 // user who last changed what is asked
	WrittenAt          time.Time
	ApprovedBy         int64
	ApprovedAt         time.Time
}

// The rules by which something about a requisition is refused.
const (
	NoJobNeed  = "no job need"         // a condition that serves no need of the job
	Protected  = "protected attribute" // a condition on what somebody is
	OwnWords   = "approves their own"  // approval by who wrote it
	WrongState = "wrong state of requisition"
	NoSeatLeft = "no seat left"
	WrongStage = "wrong stage of candidate"
	NoReason   = "no reason for turning down"
)

// Rules lists them.
func Rules() []string {
	return []string{NoJobNeed, Protected, OwnWords, WrongState, NoSeatLeft, WrongStage, NoReason}
}

func refuse(kind, who, expected string) error {
	return &careers.RefusedError{Rules: []*careers.Refused{{Kind: kind, Who: who, Expected: expected}}}
}

// check refuses a requisition that cannot be, then conditions that may not be.
func (r *Requisition) check() error {
	r.Name, r.Role = strings.TrimSpace(r.Name), strings.TrimSpace(r.Role)
	r.Ladder, r.Rung = strings.TrimSpace(r.Ladder), strings.TrimSpace(r.Rung)
	c := checks{what: "requisition"}
	c.text("name", r.Name, 1, 120)
	c.text("role", r.Role, 1, 120)
	c.need(r.Seats >= 1 && r.Seats <= 1000, "seats", r.Seats, "1 to 1000")
	c.need(r.SiteID > 0, "siteId", r.SiteID, "a site")
	c.need(r.EmployerID > 0, "employerId", r.EmployerID, "an employer")
	c.need(!r.StartsOn.IsZero(), "startsOn", "nothing", "a day")
	c.need((r.Ladder == "") == (r.Rung == ""), "rung", r.Rung, "a rung of a ladder, or neither of both")
	c.need(len(r.Needs) <= 30, "needs", len(r.Needs), "at most 30")
	c.need(len(r.Conditions) <= 30, "conditions", len(r.Conditions), "at most 30")
	checkWishes(&c, "wishes", r.Wishes)
	for i := range r.Needs {
		n := &r.Needs[i]
		at := fmt.Sprintf("needs[%d]", i)
		n.Code, n.Task = strings.TrimSpace(n.Code), strings.TrimSpace(n.Task)
		c.text(at+".code", n.Code, 1, 40)
		c.text(at+".task", n.Task, 1, 400)
		c.need(slices.IndexFunc(r.Needs, func(o Need) bool { return o.Code == n.Code }) == i, at+".code", n.Code, "each need once")
	}
	for i := range r.Conditions {
		x := &r.Conditions[i]
		at := fmt.Sprintf("conditions[%d]", i)
		x.Code, x.What = strings.TrimSpace(x.Code), strings.TrimSpace(x.What)
		c.text(at+".code", x.Code, 1, 40)
		c.text(at+".what", x.What, 1, 200)
		c.need(slices.Contains(ConditionKinds(), x.Kind), at+".kind", x.Kind, fmt.Sprint(ConditionKinds()))
		c.need(slices.IndexFunc(r.Conditions, func(o Condition) bool { return o.Code == x.Code }) == i, at+".code", x.Code, "each condition once")
	}
	if err := c.err(); err != nil {
		return err
	}
	return r.justified()
}

// justified names every condition that serves no need of the job, and all that turns
// people away for what they are: a title does so as well as a condition. No need makes up for that: it is said first.
func (r *Requisition) justified() error {
	e := &careers.RefusedError{}
	for _, title := range []string{r.Name, r.Role} {
		if attribute := ProtectedIn(title); attribute != "" {
			e.Rules = append(e.Rules, &careers.Refused{Kind: Protected, Who: title, Expected: "the name of a job; this is about " + attribute})
		}
	}
	for _, n := range r.Needs {
		if attribute := ProtectedIn(n.Code + " " + n.Task); attribute != "" {
			e.Rules = append(e.Rules, &careers.Refused{Kind: Protected, Who: n.Task, Expected: "a need of the work; this is about " + attribute})
		}
	}
	for _, c := range r.Conditions {
		if attribute := ProtectedIn(c.Code + " " + c.What); attribute != "" {
			e.Rules = append(e.Rules, &careers.Refused{Kind: Protected, Who: c.What, Expected: "something that candidates can do or learn; this is about " + attribute})
			continue
		}
		if !slices.ContainsFunc(r.Needs, func(n Need) bool { return n.Code == c.Need }) {
			e.Rules = append(e.Rules, &careers.Refused{Kind: NoJobNeed, Who: c.What, Expected: "a condition that serves a need of this job"})
		}
	}
	if len(e.Rules) > 0 {
		return e
	}
	return nil
}

// checks collects bad fields.
type checks struct {
	what   string
	fields []workforce.FieldError
}

func (c *checks) need(ok bool, field string, found any, expected string) {
	if !ok {
		c.fields = append(c.fields, workforce.FieldError{Field: field, Found: fmt.Sprint(found), Expected: expected})
	}
}

// text wants a text of at least and at most so many characters.
func (c *checks) text(field, text string, least, most int) {
	n := len([]rune(strings.TrimSpace(text)))
	c.need(n >= least && n <= most, field, fmt.Sprintf("%d characters", n), fmt.Sprintf("%d to %d characters", least, most))
}

func (c *checks) err() error {
	if len(c.fields) == 0 {
		return nil
	}
	return &workforce.InvalidError{What: c.what, Fields: c.fields}
}
