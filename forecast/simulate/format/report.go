package format

import (
	"encoding/json"
	"io"
	"math"
	"strconv"
	"time"

	"github.com/muster-wfm/muster/forecast/erlang"
	"github.com/muster-wfm/muster/forecast/simulate"
)

// ReportVersion is the value of the field "format" of a report.
const ReportVersion = "muster-simulation/1"

// number is a figure with nine significant digits, more than any simulation
// knows; what does not exist is null.
type number float64

// MarshalJSON writes the figure.
func (n number) MarshalJSON() ([]byte, error) {
	if math.IsNaN(float64(n)) || math.IsInf(float64(n), 0) {
		return []byte("null"), nil
	}
	return strconv.AppendFloat(nil, float64(n), 'g', 9, 64), nil
}

type estimate struct {
	Mean number `json:"mean"`
	SE   number `json:"se"`
}

func estimateOf(e simulate.Estimate) estimate { return estimate{number(e.Mean), number(e.SE)} }

// report is a report as it is written.
type report struct {
	Format       string        `json:"format"`
	Start        string        `json:"start,omitempty"`
	Interval     float64       `json:"interval_s"`
	Intervals    int           `json:"intervals"`
	WarmUp       int           `json:"warm_up"`
	Replications int           `json:"replications"`
	Seed         uint64        `json:"seed"`
	Events       int64         `json:"events"`
	Simulated    number        `json:"simulated_s"`
	All          queueReport   `json:"all"`
	Queues       []queueReport `json:"queues"`
	Groups       []groupReport `json:"groups"`
	Course       *course       `json:"course,omitempty"`
}

type queueReport struct {
	Name         string              `json:"name"`
	Offered      estimate            `json:"offered"`
	Answered     estimate            `json:"answered"`
	Abandoned    estimate            `json:"abandoned"`
	CalledBack   estimate            `json:"called_back"`
	LeftWaiting  estimate            `json:"left_waiting"`
	ServiceLevel map[string]estimate `json:"service_level"`
	PWait        estimate            `json:"p_wait"`
	PAbandon     estimate            `json:"p_abandon"`
	ASA          estimate            `json:"asa_s"`
	MeanWait     estimate            `json:"mean_wait_s"`
	Percentiles  map[string]number   `json:"wait_percentiles_s"`
	Intervals    *intervalColumns    `json:"intervals,omitempty"`
}

// intervalColumns have one value for each interval of arrival.
type intervalColumns struct {
	Offered      []number           `json:"offered"`
	Answered     []number           `json:"answered"`
	Abandoned    []number           `json:"abandoned"`
	ASA          []number           `json:"asa_s"`
	QueueAtEnd   []number           `json:"queue_at_end"`
	ServiceLevel map[string]columns `json:"service_level"`
}

type columns struct {
	Mean []number `json:"mean"`
	SE   []number `json:"se"`
}

type groupReport struct {
	Name         string        `json:"name"`
	StaffedHours estimate      `json:"staffed_hours"`
	BusyHours    estimate      `json:"busy_hours"`
	Occupancy    estimate      `json:"occupancy"`
	Skills       []skillReport `json:"skills"`
}

type skillReport struct {
	Queue    string   `json:"queue"`
	Contacts estimate `json:"contacts"`
	Agents   []number `json:"agents"`
}

// course has one value for each sample.
type course struct {
	Step   number        `json:"step_s"`
	Queues []queueCourse `json:"queues"`
	Groups []groupCourse `json:"groups"`
}

type queueCourse struct {
	Name    string `json:"name"`
	Waiting track  `json:"waiting"`
}

type groupCourse struct {
	Name string `json:"name"`
	Busy track  `json:"busy"`
	Idle track  `json:"idle"`
}

type track struct {
	First []int32  `json:"first"`
	Mean  []number `json:"mean"`
}

// WriteReport writes what came out of playing a scenario. Equal runs give equal
// bytes, whatever the number of workers.
func WriteReport(out io.Writer, s *simulate.Scenario, o simulate.Options, r *simulate.Report) error {
	d := report{
		Format: ReportVersion, Interval: s.Interval, Intervals: s.Intervals, WarmUp: s.WarmUp, Replications: r.Replications, Seed: o.Seed,
		Events: r.Events, Simulated: number(float64(r.Replications) * float64(s.Intervals) * s.Interval), All: queueReportOf(&r.All),
		Course: courseOf(r),
	}
	if !s.Start.IsZero() {
		d.Start = s.Start.Format(time.RFC3339)
	}
	for i := range r.Queues {
		d.Queues = append(d.Queues, queueReportOf(&r.Queues[i]))
	}
	for i := range r.Groups {
		d.Groups = append(d.Groups, groupReportOf(&r.Groups[i]))
	}
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(d)
}

func queueReportOf(r *simulate.QueueReport) queueReport {
	out := queueReport{
		Name: r.Name, Offered: estimateOf(r.Offered), Answered: estimateOf(r.Answered), Abandoned: estimateOf(r.Abandoned),
		CalledBack: estimateOf(r.CalledBack), LeftWaiting: estimateOf(r.LeftWaiting), ServiceLevel: map[string]estimate{},
		PWait: estimateOf(r.PWait), PAbandon: estimateOf(r.PAbandon), ASA: estimateOf(r.ASA), MeanWait: estimateOf(r.MeanWait),
		Percentiles: map[string]number{},
	}
	for i, v := range erlang.Variants() {
		out.ServiceLevel[v.String()] = estimateOf(r.ServiceLevel[i])
	}
	for _, p := range r.Percentiles {
		out.Percentiles[percent(p.Share)] = number(p.Wait)
	}
	if len(r.Intervals) > 0 {
		out.Intervals = columnsOf(r.Intervals)
	}
	return out
}

// percent names a percentile, such as p95.
func percent(share float64) string { return "p" + strconv.FormatFloat(100*share, 'g', 6, 64) }

func columnsOf(list []simulate.IntervalReport) *intervalColumns {
	out := &intervalColumns{ServiceLevel: map[string]columns{}}
	for i := range list {
		r := &list[i]
		out.Offered, out.Answered = append(out.Offered, number(r.Offered)), append(out.Answered, number(r.Answered))
		out.Abandoned, out.ASA = append(out.Abandoned, number(r.Abandoned)), append(out.ASA, number(r.ASA))
		out.QueueAtEnd = append(out.QueueAtEnd, number(r.QueueAtEnd))
	}
	for v, variant := range erlang.Variants() {
		var c columns
		for i := range list {
			level := list[i].ServiceLevel[v]
			c.Mean, c.SE = append(c.Mean, number(level.Mean)), append(c.SE, number(level.SE))
		}
		out.ServiceLevel[variant.String()] = c
	}
	return out
}

func groupReportOf(r *simulate.GroupReport) groupReport {
	out := groupReport{Name: r.Name, StaffedHours: estimateOf(r.StaffedHours), BusyHours: estimateOf(r.BusyHours), Occupancy: estimateOf(r.Occupancy)}
	for _, s := range r.Skills {
		out.Skills = append(out.Skills, skillReport{s.Queue, estimateOf(s.Contacts), numbers(s.Agents)})
	}
	return out
}

func numbers(values []float64) []number {
	out := make([]number, len(values))
	for i, v := range values {
		out[i] = number(v)
	}
	return out
}

func courseOf(r *simulate.Report) *course {
	if r.Course == nil {
		return nil
	}
	out := &course{Step: number(r.Course.Step)}
	for i, t := range r.Course.Queues {
		out.Queues = append(out.Queues, queueCourse{r.Queues[i].Name, trackOf(t)})
	}
	for i, g := range r.Course.Groups {
		out.Groups = append(out.Groups, groupCourse{r.Groups[i].Name, trackOf(g.Busy), trackOf(g.Idle)})
	}
	return out
}

func trackOf(t simulate.Track) track { return track{t.First, numbers(t.Mean)} }
