package hiring

import (
	"fmt"
	"slices"
	"strings"

	"github.com/muster-wfm/muster/workforce/grid"
)

// Stage is how far a candidate has come.
type Stage string

// Stages lists them in order. Candidates are hired by [Service.Hire] alone.
func Stages() []Stage { return []Stage{Applied, Screened, Interviewed, Offered, Hired} }

// The stages.
const (
	Applied     Stage = "applied"
	Screened    Stage = "screened"
	Interviewed Stage = "interviewed"
	Offered     Stage = "offered"
	Hired       Stage = "hired"
)

// Ending is how a candidate who was not hired dropped out; "" for who is still in.
type Ending string

// The endings.
const (
	TurnedDown Ending = "turned_down"
	Withdrew   Ending = "withdrew"
)

// Answer is whether a condition is met.
type Answer string

// The answers. What nobody has found out is unknown, and counts as nothing.
const (
	Met     Answer = "met"
	NotMet  Answer = "not_met"
	Unknown Answer = "unknown"
)

// Candidate is somebody who applies. There is a number and no name: who they are stays
// with whoever talks to them until they are hired.
type Candidate struct {
	ID, Version, RequisitionID int64
	Number                     int // within the requisition, from 1
	Channel                    string
	AppliedOn                  grid.Date
	Stage                      Stage
	Ending                     Ending
	Reason                     string            // of turning down: about the work
	Answers                    map[string]Answer // by code of condition
	Wishes                     []ShiftWish
	PersonID                   int64               // who they became
	Days                       map[Stage]grid.Date // on which they came to each stage, as far as known
	EndedOn                    grid.Date           // zero: still in, hired, or not known
}

// Code is what a candidate is called.
func (c Candidate) Code() string { return fmt.Sprintf("C-%03d", c.Number) }

// Match is one condition for one candidate.
type Match struct {
	Code   string
	Answer Answer
}

// Matches lays a candidate beside the conditions in the order in which these are asked.
// It adds nothing up: how many are met would be a rank by another name.
func (r Requisition) Matches(c Candidate) []Match {
	out := make([]Match, len(r.Conditions))
	for i, x := range r.Conditions {
		out[i] = Match{x.Code, Unknown}
		if a, told := c.Answers[x.Code]; told {
			out[i].Answer = a
		}
	}
	return out
}

func (c *Candidate) check(r Requisition) error {
	c.Channel, c.Reason = strings.TrimSpace(c.Channel), strings.TrimSpace(c.Reason)
	k := checks{what: "candidate"}
	k.text("channel", c.Channel, 1, 120)
	k.need(!c.AppliedOn.IsZero(), "appliedOn", "nothing", "a day")
	k.need(len([]rune(c.Reason)) <= 1000, "reason", len([]rune(c.Reason)), "at most 1000 characters")
	k.need(slices.Contains(Stages(), c.Stage), "stage", c.Stage, fmt.Sprint(Stages()))
	k.need(slices.Contains([]Ending{"", TurnedDown, Withdrew}, c.Ending), "ending", c.Ending, "turned_down, withdrew or nothing")
	checkWishes(&k, "wishes", c.Wishes)
	for code, a := range c.Answers {
		at := "answers." + code
		k.need(slices.ContainsFunc(r.Conditions, func(x Condition) bool { return x.Code == code }), at, code, "a condition of the requisition")
		k.need(slices.Contains([]Answer{Met, NotMet, Unknown}, a), at, a, "met, not_met or unknown")
	}
	if err := k.err(); err != nil {
		return err
	}
	if attribute := ProtectedIn(c.Reason); attribute != "" {
		return refuse(Protected, c.Code(), "a reason about the work; this is about "+attribute)
	}
	if c.Ending == TurnedDown && c.Reason == "" {
		return refuse(NoReason, c.Code(), "what of the work they could not do, or that the seats were taken")
	}
	return nil
}
