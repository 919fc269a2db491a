package plan

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"
	"time"
)

// Kind is what is kept.
type Kind string

// The kinds.
const (
	ScenarioKind Kind = "scenario"
	HiringKind   Kind = "hiring"
)

// Order is what somebody wants to know: one of the two.
type Order struct {
	Scenario *Scenario
	Hiring   *Hiring
}

// Kept is an order with a name. Where it has a site, it is about the people of that site;
// an employer, about those of that employer.
type Kept struct {
	ID, Version       int64
	Kind              Kind
	Name, Description string
	SiteID            int64 // 0: all sites
	EmployerID        int64 // 0: all employers; else of whoever may see no other
	Order             Order
	CreatedAt         time.Time
	CreatedBy         int64
	ChangedAt         time.Time
	ChangedBy         int64
	Last              *Run // the newest; nil: none yet
}

// Facts are what a run found in the registers.
type Facts struct {
	World *World
	Staff *Staff
}

// Answer is what a run came to.
type Answer struct {
	Scenario *Outcome
	Hiring   *Classes
}

// Run is an order computed once, with all that it rests on.
type Run struct {
	ID, KeptID  int64
	KeptVersion int64
	JobID       int64
	Code        string // version of the program
	Order       Order  // as it was then
	AskedAt     time.Time
	AskedBy     int64
	DoneAt      time.Time // zero: not yet, or never
	Facts       *Facts
	Answer      *Answer
	Inputs      string // SHA-256 of order, facts and code
	Outcome     string // SHA-256 of the answer
}

// hashes names what went into a run and what came out of it.
func (r *Run) hashes() error {
	var err error
	if r.Inputs, err = digest(r.Order, r.Facts, r.Code); err != nil {
		return err
	}
	r.Outcome, err = digest(r.Answer)
	return err
}

func digest(parts ...any) (string, error) {
	text, err := json.Marshal(parts)
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:]), err
}

// NewKept returns k if it can be, else every bad field at once.
func NewKept(k Kept) (Kept, error) {
	k.Name, k.Description = strings.TrimSpace(k.Name), strings.TrimSpace(k.Description)
	c := checking("scenario")
	if k.Kind == HiringKind {
		c = checking("hiring plan")
	}
	c.need(k.Name != "" && len([]rune(k.Name)) <= 120, "name", k.Name, "1 to 120 characters")
	c.need(len([]rune(k.Description)) <= 1000, "description", "a longer text", "at most 1000 characters")
	c.need(k.SiteID >= 0, "siteId", k.SiteID, "a site, or 0 for all")
	if k.Order.Scenario != nil {
		k.Order.Scenario.check(c)
	}
	if k.Order.Hiring != nil {
		k.Order.Hiring.check(c)
	}
	return k, c.err()
}
