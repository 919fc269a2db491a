package api

import (
	"context"
	"time"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/internal/auth"
)

// QueueQuality is how far a queue's history can be trusted, day by day.
type QueueQuality struct {
	QueueID     int64          `json:"queueId"`
	Zone        string         `json:"zone"`
	IntervalMin int            `json:"intervalMin"`
	Sources     []string       `json:"sources" nullable:"false" doc:"What the history comes from; a queue's contacts are the sum over them."`
	Days        []DayQuality   `json:"days" nullable:"false"`
	Totals      QualityTotals  `json:"totals"`
	Imports     []QueueImport  `json:"imports" nullable:"false" doc:"Imports that wrote rows of these days."`
	States      map[string]int `json:"states" doc:"How many days are in which state."`
}

// DayQuality is what is known about one day of a history.
type DayQuality struct {
	Date     Day             `json:"date"`
	State    string          `json:"state" enum:"ahead,closed,missing,doubled,outage,outlier,gaps,complete"`
	Expected int             `json:"expected" doc:"Intervals in which contacts were to be expected."`
	Seen     int             `json:"seen" doc:"Of these, those that are known."`
	Gaps     int             `json:"gaps" doc:"Of these, those that are not."`
	Contacts float64         `json:"contacts"`
	Zeros    int             `json:"zeros" doc:"Longest run of zeros in open hours, in intervals."`
	Sources  int             `json:"sources" doc:"How many sources speak of the day."`
	Overlaps int             `json:"overlaps" doc:"Intervals of which more than one source speaks; they are added up."`
	Doubled  int             `json:"doubled" doc:"Of these, those of which two sources say the same."`
	Remarks  []string        `json:"remarks" nullable:"false" doc:"Of the import on its rows, by name."`
	Known    []string        `json:"known" nullable:"false" doc:"What the calendar says of the day."`
	Repairs  []QualityRepair `json:"repairs" nullable:"false"`
}

// QualityRepair is a day, or a run of its intervals, that stands out. The
// history keeps what was observed; only the models learn something else.
type QualityRepair struct {
	FromSlot int      `json:"fromSlot" doc:"Interval of the day by its clock, the first being 0."`
	ToSlot   int      `json:"toSlot" doc:"The interval after the last."`
	From     Clock    `json:"from"`
	To       Clock    `json:"to"`
	Reason   string   `json:"reason" doc:"day_high, day_low, outage, intervals_high, intervals_low or no_contacts."`
	Observed float64  `json:"observed"`
	Expected float64  `json:"expected"`
	Used     *float64 `json:"used,omitempty" doc:"What the models learn from; absent where they skip the time."`
}

// QualityTotals sum the days up.
type QualityTotals struct {
	Days     int     `json:"days"`
	Expected int     `json:"expected"`
	Seen     int     `json:"seen"`
	Gaps     int     `json:"gaps"`
	Contacts float64 `json:"contacts"`
	Overlaps int     `json:"overlaps"`
	Doubled  int     `json:"doubled"`
	Repairs  int     `json:"repairs"`
}

// QueueImport is what an import left in the days looked at.
type QueueImport struct {
	ID             int64            `json:"id"`
	FileName       string           `json:"fileName,omitempty" doc:"Absent where the file is another's and not yours to see."`
	State          string           `json:"state,omitempty"`
	FinishedAt     *time.Time       `json:"finishedAt,omitempty"`
	Intervals      int64            `json:"intervals" doc:"Of these days, that it wrote last."`
	Offered        int64            `json:"offered" doc:"Contacts in them."`
	Reconciliation *ReconciledQueue `json:"reconciliation,omitempty" doc:"What the whole file holds for the queue, to be set beside the switch's own totals."`
}

type (
	qualityInput struct {
		IDInput
		From Day `query:"from" required:"true" doc:"First day, local to the queue's site."`
		To   Day `query:"to" required:"true" doc:"Last day."`
	}
	qualityOutput struct{ Body QueueQuality }
)

func (s *Server) queueQuality(ctx context.Context, scope auth.Scope, in *qualityInput) (*qualityOutput, error) {
	found, err := s.Quality.Quality(ctx, scope, in.ID, in.From.Date, in.To.Date)
	if err != nil {
		return nil, err
	}
	minutes := found.Queue.IntervalMin
	body := QueueQuality{
		QueueID: in.ID, Zone: found.Site.Zone, IntervalMin: minutes, Sources: orEmpty(found.Sources), States: map[string]int{},
		Days:    each(found.Days, func(d forecast.DayQuality) DayQuality { return dayQualityOf(d, minutes) }),
		Imports: each(found.Imports, queueImportOf),
	}
	for _, d := range body.Days {
		body.States[d.State]++
		body.Totals.add(d)
	}
	return &qualityOutput{Body: body}, nil
}

func dayQualityOf(d forecast.DayQuality, minutes int) DayQuality {
	return DayQuality{
		Date: Day{d.Date}, State: string(d.State), Expected: d.Expected, Seen: d.Seen, Gaps: d.Gaps(), Contacts: d.Contacts, Zeros: d.Zeros,
		Sources: d.Sources, Overlaps: d.Overlaps, Doubled: d.Doubled, Remarks: orEmpty(d.Remarks.Names()), Known: orEmpty(d.Known),
		Repairs: each(d.Repairs, func(r forecast.Repair) QualityRepair {
			return QualityRepair{
				FromSlot: r.From, ToSlot: r.To, From: Clock(r.From * minutes), To: Clock(r.To * minutes),
				Reason: string(r.Reason), Observed: r.Observed, Expected: r.Expected, Used: figure(r.Used),
			}
		}),
	}
}

func (t *QualityTotals) add(d DayQuality) {
	t.Days++
	t.Expected += d.Expected
	t.Seen += d.Seen
	t.Gaps += d.Gaps
	t.Contacts += d.Contacts
	t.Overlaps += d.Overlaps
	t.Doubled += d.Doubled
	t.Repairs += len(d.Repairs)
}

func queueImportOf(i forecast.ImportTrace) QueueImport {
	out := QueueImport{ID: i.Import.ID, Intervals: i.Intervals, Offered: i.Offered}
	if i.Known {
		out.FileName, out.State, out.FinishedAt = i.Import.FileName, string(i.Import.State), orNone(i.Import.FinishedAt)
		if i.Reported.Intervals > 0 {
			whole := reconciledOf(i.Reported, zoneOf(i.Import.Order.Mapping))
			out.Reconciliation = &whole
		}
	}
	return out
}
