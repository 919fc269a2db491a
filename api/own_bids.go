package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/scheduling"
	"github.com/muster-wfm/muster/scheduling/bid"
)

// OwnBid is a bid as one of those sees it to whom it is offered.
type OwnBid struct {
	Bid
	Points  int          `json:"points" doc:"That may be spread over lines where points decide."`
	Offered []OwnLine    `json:"offered" nullable:"false"`
	Choices []LineChoice `json:"choices" nullable:"false" doc:"The best first."`
	Award   *OwnAward    `json:"award,omitempty" doc:"Absent until the bid is awarded."`
}

// OwnLine is a line as the caller would work it.
type OwnLine struct {
	Line   int       `json:"line" doc:"Counted from 1."`
	Days   []LineDay `json:"days" nullable:"false" doc:"With a shift; the others are off."`
	Broken []string  `json:"broken" nullable:"false" doc:"Rules that the line would break for the caller: it cannot be theirs."`
}

// LineDay is a day of a line with a shift.
type LineDay struct {
	Day   Day   `json:"day"`
	Start Clock `json:"start"`
	End   Clock `json:"end"`
}

// OwnAward is what the caller got.
type OwnAward struct {
	Line int `json:"line,omitempty" doc:"Absent: none."`
	Rank int `json:"rank,omitempty" doc:"Absent: it was not chosen."`

	Missed []OwnMissed `json:"missed" nullable:"false" doc:"Lines that the caller ranked higher, the best first."`
}

// OwnMissed is a line that the caller ranked and did not get.
type OwnMissed struct {
	Line  int  `json:"line"`
	Taken bool `json:"taken" doc:"Somebody else has it; else rules forbid it."`
}

// BidRanking is what somebody chooses.
type BidRanking struct {
	Choices []LineChoice `json:"choices" maxItems:"400" nullable:"false" doc:"The best first; none takes the choice back."`
}

type (
	ownBidsOutput struct{ Body PageOf[Bid] }
	ownBidOutput  struct{ Body OwnBid }
	rankInput     struct {
		IDInput
		Body BidRanking
	}
)

func (s *Server) registerOwnBids(api huma.API) {
	own := func(method, path, id, summary string) huma.Operation {
		op := bidOperation(method, path, id, summary)
		op.Tags = []string{"Me"}
		return op
	}
	secured(s, api, own(http.MethodGet, "/me/bids", "list-own-bids", "See the bids that are offered to one"), auth.ReadOwnSchedule, s.ownBids)
	secured(s, api, own(http.MethodGet, "/me/bids/{id}", "get-own-bid", "See the lines of a bid and one's ranking"), auth.ReadOwnSchedule, s.ownBid)
	secured(s, api, own(http.MethodPut, "/me/bids/{id}/ranking", "rank-bid", "Rank the lines of an open bid"), auth.ReadOwnSchedule, s.rankBid)
}

func (s *Server) ownBids(ctx context.Context, scope auth.Scope, _ *struct{}) (*ownBidsOutput, error) {
	list, err := s.Scheduling.OwnBids(ctx, scope)
	if err != nil {
		return nil, err
	}
	return &ownBidsOutput{Body: PageOf[Bid]{Items: each(list, bidOf)}}, nil
}

func (s *Server) ownBid(ctx context.Context, scope auth.Scope, in *IDInput) (*ownBidOutput, error) {
	return ownBidAnswer(s.Scheduling.OwnBid(ctx, scope, in.ID))
}

func (s *Server) rankBid(ctx context.Context, scope auth.Scope, in *rankInput) (*ownBidOutput, error) {
	choices := each(in.Body.Choices, func(c LineChoice) bid.Choice { return bid.Choice{Line: c.Line - 1, Points: c.Points} })
	return ownBidAnswer(s.Scheduling.Rank(ctx, scope, in.ID, choices))
}

func ownBidAnswer(b scheduling.OwnBid, err error) (*ownBidOutput, error) {
	if err != nil {
		return nil, err
	}
	out := OwnBid{Bid: bidOf(b.BidAt), Points: scheduling.BidPoints, Offered: []OwnLine{}, Choices: each(b.Choices, choiceOf)}
	for line := range b.Weeks {
		out.Offered = append(out.Offered, ownLineOf(b, line))
	}
	if b.Award != nil {
		out.Award = &OwnAward{b.Award.Line + 1, b.Award.Rank,
			each(b.Missed, func(m scheduling.MissedChoice) OwnMissed { return OwnMissed{m.Line + 1, m.Taken} })}
	}
	return &ownBidOutput{Body: out}, nil
}

func ownLineOf(b scheduling.OwnBid, line int) OwnLine {
	out := OwnLine{Line: line + 1, Days: []LineDay{}, Broken: ruleNames(b.Broken[line])}
	for k := range b.Days {
		day := b.From.AddDays(k)
		if shift, works := b.ShiftOn(line, day); works {
			s := lineShiftOf(shift)
			out.Days = append(out.Days, LineDay{Day{day}, s.Start, s.End})
		}
	}
	return out
}
