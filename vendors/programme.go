package vendors

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Programme is what an employer does for the centre.
type Programme struct {
	ID, Version  int64
	EmployerID   int64
	TeamID       int64 // of the employer, 0: all its people
	SiteID       int64 // whose clock its days follow
	Code, Name   string
	Mode         contract.Mode
	Motive       string        // why the work is placed there
	BusinessCase string        // what it is to bring, in numbers or words
	Queues       []QueueShare  // that it serves, by queue
	Shares       []AgreedShare // that approved allocations gave it, the newest first; set by the store
	From, To     grid.Date     // first and last day; a zero To is open
	CreatedAt    time.Time
	CreatedBy    int64
}

// covers reports whether a contact was handled for the programme: by its employer and
// team, on one of its queues (or on one that is not told), and on one of its days.
func (p Programme) covers(c ContactRef) bool {
	on := grid.DateOf(c.At)
	days := !on.Before(p.From) && (p.To.IsZero() || !on.After(p.To))
	queue := c.QueueID == 0 || slices.ContainsFunc(p.Queues, func(q QueueShare) bool { return q.QueueID == c.QueueID })
	return days && queue && c.EmployerID == p.EmployerID && (p.TeamID == 0 || p.TeamID == c.TeamID)
}

// QueueShare is how much of a queue a programme may carry.
type QueueShare struct {
	QueueID int64
	// MinShare and MaxShare bound its part of the queue's contacts, 0 to 1.
	MinShare, MaxShare float64
	// SurgeAgents is how many more agents it could bring at short notice.
	SurgeAgents float64
}

// AgreedShare is a part of a queue that an approved allocation gave to a programme.
type AgreedShare struct {
	QueueID      int64
	AllocationID int64
	From, To     grid.Date
	Share        float64
}

// longestText bounds motives, business cases and notes, in characters.
const longestText = 4000

// kinds says which sourcing modes the programmes of an employer can have.
var modesOf = map[workforce.EmployerKind][]contract.Mode{
	workforce.OwnStaff: {contract.InHouse},
	workforce.Vendor:   {contract.SimpleCall, contract.OwnerControlled, contract.Crowd},
	workforce.Crowd:    {contract.Crowd},
	workforce.Bot:      {contract.Bot},
}

// check returns the programme in order, or everything that is wrong with it.
func (p Programme) check(employer workforce.Employer) (Programme, error) {
	var l problem.List
	p.Code, p.Name = strings.TrimSpace(p.Code), strings.TrimSpace(p.Name)
	p.Motive, p.BusinessCase = strings.TrimSpace(p.Motive), strings.TrimSpace(p.BusinessCase)
	l.Need(workforce.IsCode(p.Code), "code", quoted(p.Code), workforce.CodeRule, problem.Wanting(problem.CodeText, workforce.LongestCode))
	l.Need(isText(p.Name, 1, 200), "name", quoted(p.Name), "1 to 200 printable characters", problem.Wanting(problem.Characters, 1, 200))
	l.Need(isText(p.Motive, 0, longestText), "motive", "a text of "+characters(p.Motive), fmt.Sprintf("at most %d characters", longestText), problem.Wanting(problem.Characters, 0, longestText))
	l.Need(isText(p.BusinessCase, 0, longestText), "businessCase", "a text of "+characters(p.BusinessCase), fmt.Sprintf("at most %d characters", longestText), problem.Wanting(problem.Characters, 0, longestText))
	l.Need(slices.Contains(modesOf[employer.Kind], p.Mode), "mode", p.Mode, fmt.Sprintf("for an employer of kind %s one of %v", employer.Kind, modesOf[employer.Kind]), problem.Wanting(problem.Choice))
	l.Need(!p.From.IsZero(), "from", "nothing", "the first day", problem.Wanting(problem.Needed))
	l.Need(p.To.IsZero() || !p.To.Before(p.From), "to", p.To, "the first day or later, or nothing", problem.Wanting(problem.EndNotBefore))
	seen := map[int64]bool{}
	for i, q := range p.Queues {
		field := fmt.Sprintf("queues[%d]", i)
		l.Need(!seen[q.QueueID], field+".queueId", q.QueueID, "each queue once", problem.Wanting(problem.EachOnce))
		l.Need(isShare(q.MinShare), field+".minShare", q.MinShare, "a share from 0 to 1", problem.Wanting(problem.Share))
		l.Need(isShare(q.MaxShare) && q.MaxShare >= q.MinShare, field+".maxShare", q.MaxShare, "a share from the smallest to 1", problem.Wanting(problem.Between, q.MinShare, 1))
		l.Need(q.SurgeAgents >= 0 && q.SurgeAgents <= 100_000, field+".surgeAgents", q.SurgeAgents, "0 to 100000 agents", problem.Wanting(problem.WholeNumber, 0, 100000))
		seen[q.QueueID] = true
	}
	return p, refused("programme", l)
}

// Serves reports whether a programme serves a queue.
func (p Programme) Serves(queue int64) bool {
	return slices.ContainsFunc(p.Queues, func(q QueueShare) bool { return q.QueueID == queue })
}

// Runs reports whether a programme has begun on a day and not ended before it.
func (p Programme) Runs(day grid.Date) bool {
	return !day.Before(p.From) && (p.To.IsZero() || !day.After(p.To))
}

// refused is a list of problems as the error that names every bad field, nil where
// there is none.
func refused(what string, l problem.List) error {
	if len(l) == 0 {
		return nil
	}
	invalid := &workforce.InvalidError{What: what}
	for _, p := range l {
		invalid.Fields = append(invalid.Fields, workforce.FieldError{Field: p.Field, Found: p.Found, Expected: p.Expected, Want: p.Want})
	}
	return invalid
}

func isShare(x float64) bool { return x >= 0 && x <= 1 }

func isText(text string, least, most int) bool {
	n := utf8.RuneCountInString(text)
	return n >= least && n <= most && utf8.ValidString(text) &&
		!strings.ContainsFunc(text, func(r rune) bool { return r < 0x20 && r != '\n' && r != '\t' || r == 0x7f })
}

func characters(text string) string {
	return fmt.Sprintf("%d characters", utf8.RuneCountInString(text))
}

// quoted shows a short text as found.
func quoted(text string) string {
	if text == "" {
		return "nothing"
	}
	if r := []rune(text); len(r) > 60 {
		text = string(r[:60]) + "…"
	}
	return fmt.Sprintf("%q", text)
}
