package api

import (
	"context"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/scheduling/bid"
	"github.com/muster-wfm/muster/scheduling/rules"
)

// BidAward is who gets which line of a bid, or would get it now.
type BidAward struct {
	BidID       int64    `json:"bidId"`
	Version     int64    `json:"version" doc:"Of the bid; send it back as If-Match to award."`
	State       string   `json:"state" enum:"upcoming,open,closed,awarded"`
	Fingerprint string   `json:"fingerprint" doc:"Send it back to award just this: it changes with every ranking and every edit of the roster."`
	People      []Bidder `json:"people" nullable:"false"`
}

// Bidder is somebody to whom lines are offered. Lines are counted from 1.
type Bidder struct {
	PersonID int64        `json:"personId"`
	Code     string       `json:"code"`
	Name     string       `json:"name"`
	HiredOn  *Day         `json:"hiredOn,omitempty" doc:"Absent: the roster plans the person no longer."`
	Ranked   bool         `json:"ranked" doc:"The person has chosen."`
	Choices  []LineChoice `json:"choices" nullable:"false" doc:"The best first."`
	Regret   float64      `json:"regret" doc:"How far earlier awards lay from the first choice on average: 0 it, 1 no choice at all."`
	Line     int          `json:"line,omitempty" doc:"Absent: none."`
	Rank     int          `json:"rank,omitempty" doc:"Of the line among the choices; absent: it was not chosen."`
	Points   int          `json:"points,omitempty" doc:"That the person had put on it."`
	Missed   []MissedLine `json:"missed" nullable:"false" doc:"Choices that ranked higher."`
	Barred   []BarredLine `json:"barred" nullable:"false" doc:"Lines that the person may not work."`
}

// LineChoice is a line that somebody would like.
type LineChoice struct {
	Line   int `json:"line" minimum:"1" doc:"Counted from 1."`
	Points int `json:"points,omitempty" minimum:"0" maximum:"100" doc:"Where points decide."`
}

// MissedLine is a choice that somebody did not get.
type MissedLine struct {
	Line     int   `json:"line"`
	PersonID int64 `json:"personId,omitempty" doc:"Who has it; absent: rules forbid it to whom missed it."`
}

// BarredLine is a line that breaks rules for somebody.
type BarredLine struct {
	Line  int      `json:"line"`
	Rules []string `json:"rules" nullable:"false"`
}

// BidAwardOrder awards a bid as it was previewed.
type BidAwardOrder struct {
	Fingerprint string `json:"fingerprint" maxLength:"200" doc:"Of the preview."`
	Force       bool   `json:"force,omitempty" doc:"Award although shifts newly break rules in the roster as it stands."`
}

type (
	awardInput struct {
		IDInput
		IfMatch
		Body BidAwardOrder
	}
	awardOutput struct{ Body BidAward }
)

func choiceOf(c bid.Choice) LineChoice { return LineChoice{c.Line + 1, c.Points} }

func ruleNames(names []rules.Rule) []string {
	return each(names, func(r rules.Rule) string { return string(r) })
}

func awardOf(a scheduling.BidAward) BidAward {
	out := BidAward{BidID: a.ID, Version: a.Version, State: string(a.State), Fingerprint: a.Fingerprint, People: []Bidder{}}
	for _, p := range a.People {
		one := Bidder{
			PersonID: p.ID, Code: p.Code, Name: p.Name, HiredOn: dayOrNone(p.HiredOn), Ranked: p.Ranked, Choices: each(p.Choices, choiceOf), Regret: p.Regret,
			Line: p.Line + 1, Rank: p.Rank, Points: p.Points,
			Barred: each(p.Barred, func(b scheduling.BarredLine) BarredLine { return BarredLine{b.Line + 1, ruleNames(b.Rules)} }),
			Missed: each(p.Missed, func(m bid.Missed) MissedLine {
				if m.To == bid.None {
					return MissedLine{Line: m.Line + 1}
				}
				return MissedLine{m.Line + 1, a.People[m.To].ID}
			}),
		}
		out.People = append(out.People, one)
	}
	return out
}

func (s *Server) previewAward(ctx context.Context, scope auth.Scope, in *IDInput) (*awardOutput, error) {
	a, err := s.Scheduling.PreviewAward(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	return &awardOutput{Body: awardOf(a)}, nil
}

func (s *Server) awardBid(ctx context.Context, scope auth.Scope, in *awardInput) (*awardOutput, error) {
	a, err := s.Scheduling.AwardBid(ctx, scope, in.ID, in.version(), in.Body.Fingerprint, in.Body.Force)
	if err != nil {
		return nil, err
	}
	return &awardOutput{Body: awardOf(a)}, nil
}
