package api

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/forecast/history"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce/grid"
)

// maxHistory is how many intervals one answer holds: more than a year of
// quarter hours.
const maxHistory = 40_000

// QueueHistory is what a queue saw, a column a figure; null where nothing is
// known.
type QueueHistory struct {
	QueueID     int64       `json:"queueId"`
	IntervalMin int         `json:"intervalMin"`
	Zone        string      `json:"zone"`
	Start       []time.Time `json:"start"`
	Offered     Numbers     `json:"offered"`
	Handled     Numbers     `json:"handled"`
	Abandoned   Numbers     `json:"abandoned"`
	AHTS        Numbers     `json:"ahtS" doc:"Average handling time in seconds."`
	Flags       []int       `json:"flags" doc:"Remarks on each interval: bit i stands for flagNames[i]."`
	FlagNames   []string    `json:"flagNames"`
}

// HistoryExtent is how far a queue's history reaches.
type HistoryExtent struct {
	From      *time.Time `json:"from,omitempty" doc:"Start of the first interval; absent where there is no history."`
	To        *time.Time `json:"to,omitempty" doc:"End of the last interval."`
	Intervals int64      `json:"intervals"`
}

type (
	historyInput struct {
		IDInput
		From    Day `query:"from" required:"true" doc:"First day, local to the queue's site."`
		To      Day `query:"to" required:"true" doc:"Last day."`
		Minutes int `query:"minutes" minimum:"5" maximum:"1440" doc:"Length of the intervals: 5, 15, 30, 60 or, for days, 1440; absent: the queue's own. Shorter ones are added up, longer ones shared out."`
	}
	historyOutput       struct{ Body QueueHistory }
	historyExtentOutput struct{ Body HistoryExtent }
)

func (s *Server) registerHistory(api huma.API) {
	op := func(path, id, summary string) huma.Operation {
		return huma.Operation{
			OperationID: id, Method: http.MethodGet, Path: path, Summary: summary, Tags: []string{"History"},
			Description: "The history of a queue is the sum of what all sources say of it. An interval that no source speaks of is not taken for empty.",
		}
	}
	secured(s, api, op("/queues/{id}/history", "get-history", "Get what a queue saw, by interval"), auth.ReadDemand, s.queueHistory)
	secured(s, api, op("/queues/{id}/history/extent", "get-history-extent", "Get how far a queue's history reaches"), auth.ReadDemand, s.historyExtent)
}

func (s *Server) queueHistory(ctx context.Context, scope auth.Scope, in *historyInput) (*historyOutput, error) {
	queue, err := s.Workforce.Queues.Get(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	minutes := in.Minutes
	if minutes == 0 {
		minutes = queue.IntervalMin
	}
	if minutes != 1440 && !slices.Contains(history.IntervalLengths, minutes) {
		return nil, wrongField("query.minutes", "is no length of intervals", strconv.Itoa(minutes), "5, 15, 30, 60 or 1440")
	}
	days := in.From.DaysUntil(in.To.Date) + 1
	most := min(grid.MaxDays, maxHistory*minutes/1440)
	if days < 1 || days > most {
		return nil, oneField("the days asked for cannot be had", FieldProblem{
			Location: "query.to", Message: fmt.Sprintf("found %s, which is %d days from %s on", in.To, days, in.From),
			Found: in.To.String(), Expected: fmt.Sprintf("1 to %d days in intervals of %d minutes", most, minutes),
		})
	}
	past, err := s.Histories.History(ctx, scope, in.ID, in.From.Date, days, minutes)
	if err != nil {
		return nil, err
	}
	out := QueueHistory{
		QueueID: in.ID, IntervalMin: minutes, Zone: past.Grid.Location().String(), Start: starts(past.Grid),
		Offered: Numbers(past.Offered), Handled: Numbers(past.Handled), Abandoned: Numbers(past.Abandoned),
		AHTS: make(Numbers, past.Grid.Len()), FlagNames: (^history.Flags(0)).Names(),
		Flags: each(past.Flags, func(f history.Flags) int { return int(f) }),
	}
	for i := range out.AHTS {
		out.AHTS[i] = past.AHTS(i)
	}
	return &historyOutput{Body: out}, nil
}

func (s *Server) historyExtent(ctx context.Context, scope auth.Scope, in *IDInput) (*historyExtentOutput, error) {
	setup, err := s.Workforce.QueueSetup(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	extent, err := s.Histories.Extent(ctx, scope, in.ID)
	if err != nil || extent.Intervals == 0 {
		return &historyExtentOutput{}, err
	}
	loc := setup.Site.Location()
	from, to := extent.From.In(loc), extent.To.In(loc)
	return &historyExtentOutput{Body: HistoryExtent{From: &from, To: &to, Intervals: extent.Intervals}}, nil
}
