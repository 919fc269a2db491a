package api

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/erlang"
	"github.com/muster-wfm/muster/forecast/simulate"
	"github.com/muster-wfm/muster/internal/auth"
)

// SimulationReport is a simulation with what came out.
type SimulationReport struct {
	Simulation
	Zone      string           `json:"zone,omitempty"`
	Start     *time.Time       `json:"start,omitempty" doc:"When the first interval begins; absent: a scenario of no day."`
	IntervalS float64          `json:"intervalS"`
	Intervals int              `json:"intervals"`
	Events    int64            `json:"events,omitempty" doc:"Arrivals, ends and what else happened, over all replications."`
	All       *SimulatedQueue  `json:"all,omitempty" doc:"All queues together; absent until it is done."`
	Queues    []SimulatedQueue `json:"queues" nullable:"false"`
	Groups    []SimulatedGroup `json:"groups" nullable:"false"`
}

// SimulatedFigure is a mean over replications.
type SimulatedFigure struct {
	Mean *float64 `json:"mean,omitempty" doc:"Absent where there is nothing to divide by."`
	SE   *float64 `json:"se,omitempty" doc:"Standard error of the mean; twice as much lies on either side in 19 cases of 20. Absent with one replication."`
}

func simulatedFigure(e simulate.Estimate) SimulatedFigure {
	return SimulatedFigure{Mean: figure(e.Mean), SE: figure(e.SE)}
}

// SimulatedQueue is what the contacts of one queue met; counts are a replication's.
type SimulatedQueue struct {
	Name         string                     `json:"name"`
	Offered      SimulatedFigure            `json:"offered"`
	Answered     SimulatedFigure            `json:"answered"`
	Abandoned    SimulatedFigure            `json:"abandoned"`
	CalledBack   SimulatedFigure            `json:"calledBack" doc:"Accepted to be called back; in none of the others but offered."`
	LeftWaiting  SimulatedFigure            `json:"leftWaiting" doc:"Still there at the end."`
	ServiceLevel map[string]SimulatedFigure `json:"serviceLevel" doc:"By variant: sl_excl_short, sl_offered, sl_ab_as_ok, sl_answered, sl_virtual."`
	PWait        SimulatedFigure            `json:"pWait" doc:"Share that did not get an agent at once."`
	Abandon      SimulatedFigure            `json:"abandon" doc:"Share that gave up."`
	ASAS         SimulatedFigure            `json:"asaS" doc:"Mean wait of those answered, in seconds."`
	MeanWaitS    SimulatedFigure            `json:"meanWaitS" doc:"Mean wait of all, in seconds."`
	Percentiles  []SimulatedPercentile      `json:"percentiles" nullable:"false" doc:"Of the wait of those answered."`
}

// SimulatedPercentile is the wait that a share did not exceed.
type SimulatedPercentile struct {
	Share float64  `json:"share"`
	WaitS *float64 `json:"waitS,omitempty" doc:"Good to about 4 per cent; absent where nobody was answered."`
}

// SimulatedGroup is what a group of agents did.
type SimulatedGroup struct {
	Name         string           `json:"name"`
	StaffedHours SimulatedFigure  `json:"staffedHours" doc:"What agents stayed longer included."`
	BusyHours    SimulatedFigure  `json:"busyHours"`
	Occupancy    SimulatedFigure  `json:"occupancy"`
	Skills       []SimulatedSkill `json:"skills" nullable:"false"`
}

// SimulatedSkill is what a group did for one queue.
type SimulatedSkill struct {
	Queue    string          `json:"queue"`
	Contacts SimulatedFigure `json:"contacts"`
}

// SimulationIntervals is a simulation by interval of arrival, a column a figure.
type SimulationIntervals struct {
	IntervalS float64                   `json:"intervalS"`
	Zone      string                    `json:"zone,omitempty"`
	Start     []time.Time               `json:"start" nullable:"false" doc:"Empty: a scenario of no day."`
	Variant   string                    `json:"variant" doc:"Of the service levels."`
	Queues    []SimulatedQueueIntervals `json:"queues" nullable:"false"`
	Groups    []SimulatedGroupIntervals `json:"groups" nullable:"false"`
}

// SimulatedQueueIntervals is a queue by interval.
type SimulatedQueueIntervals struct {
	Name           string  `json:"name"`
	Offered        Numbers `json:"offered"`
	Answered       Numbers `json:"answered"`
	Abandoned      Numbers `json:"abandoned"`
	ASAS           Numbers `json:"asaS"`
	WaitingAtEnd   Numbers `json:"waitingAtEnd" doc:"Contacts in line as the interval ends."`
	ServiceLevel   Numbers `json:"serviceLevel"`
	ServiceLevelSE Numbers `json:"serviceLevelSe" doc:"Large where few contacts come: then the interval's level says little."`
}

// SimulatedGroupIntervals is what a group did by interval.
type SimulatedGroupIntervals struct {
	Name   string                    `json:"name"`
	Skills []SimulatedSkillIntervals `json:"skills" nullable:"false"`
}

// SimulatedSkillIntervals is a group's share in one queue.
type SimulatedSkillIntervals struct {
	Queue  string  `json:"queue"`
	Agents Numbers `json:"agents" doc:"How many agents were handling the queue's contacts that they began in the interval, in mean."`
}

// SimulationCourse is what is to be seen on the floor as time goes by.
type SimulationCourse struct {
	StepS  float64        `json:"stepS" doc:"Between two samples; the first is taken after one step."`
	Zone   string         `json:"zone,omitempty"`
	Start  *time.Time     `json:"start,omitempty" doc:"When the first interval begins; absent: a scenario of no day."`
	Queues []QueueCourse  `json:"queues" nullable:"false"`
	Groups []AgentsCourse `json:"groups" nullable:"false"`
}

// QueueCourse is a queue's line by sample.
type QueueCourse struct {
	Name    string      `json:"name"`
	Waiting CourseTrack `json:"waiting"`
}

// AgentsCourse is a group's agents by sample.
type AgentsCourse struct {
	Name string      `json:"name"`
	Busy CourseTrack `json:"busy"`
	Idle CourseTrack `json:"idle"`
}

// CourseTrack is one number by sample.
type CourseTrack struct {
	First Numbers `json:"first" doc:"Of the first replication: what one day may look like."`
	Mean  Numbers `json:"mean" doc:"Over all replications."`
}

type (
	simulationReportOutput   struct{ Body SimulationReport }
	simulationIntervalsInput struct {
		IDInput
		Variant string `query:"variant" enum:"sl_excl_short,sl_offered,sl_ab_as_ok,sl_answered,sl_virtual" default:"sl_excl_short" doc:"Which service level."`
	}
	simulationIntervalsOutput struct{ Body SimulationIntervals }
	simulationCourseOutput    struct{ Body SimulationCourse }
)

func (s *Server) getSimulation(ctx context.Context, scope auth.Scope, in *IDInput) (*simulationReportOutput, error) {
	found, err := s.Simulations.Simulation(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	return &simulationReportOutput{Body: simulationReportOf(found)}, nil
}

func simulationReportOf(s forecast.Simulation) SimulationReport {
	out := SimulationReport{
		Simulation: simulationOf(s), IntervalS: s.Scenario.Interval, Intervals: s.Scenario.Intervals, Queues: []SimulatedQueue{}, Groups: []SimulatedGroup{},
	}
	out.Zone, out.Start = placeAndTime(s.Scenario.Start)
	if s.Report == nil {
		return out
	}
	all := simulatedQueueOf(s.Report.All)
	out.Events, out.All = s.Report.Events, &all
	out.Queues, out.Groups = each(s.Report.Queues, simulatedQueueOf), each(s.Report.Groups, simulatedGroupOf)
	return out
}

// placeAndTime are those of a scenario's first interval, empty where it has none.
func placeAndTime(start time.Time) (zone string, at *time.Time) {
	if start.IsZero() {
		return "", nil
	}
	return start.Location().String(), &start
}

func simulatedQueueOf(q simulate.QueueReport) SimulatedQueue {
	out := SimulatedQueue{
		Name: q.Name, Offered: simulatedFigure(q.Offered), Answered: simulatedFigure(q.Answered), Abandoned: simulatedFigure(q.Abandoned),
		CalledBack: simulatedFigure(q.CalledBack), LeftWaiting: simulatedFigure(q.LeftWaiting), ServiceLevel: map[string]SimulatedFigure{},
		PWait: simulatedFigure(q.PWait), Abandon: simulatedFigure(q.PAbandon), ASAS: simulatedFigure(q.ASA), MeanWaitS: simulatedFigure(q.MeanWait),
		Percentiles: each(q.Percentiles, func(p simulate.Percentile) SimulatedPercentile {
			return SimulatedPercentile{Share: p.Share, WaitS: figure(p.Wait)}
		}),
	}
	for i, v := range erlang.Variants() {
		out.ServiceLevel[v.String()] = simulatedFigure(q.ServiceLevel[i])
	}
	return out
}

func simulatedGroupOf(g simulate.GroupReport) SimulatedGroup {
	return SimulatedGroup{
		Name: g.Name, StaffedHours: simulatedFigure(g.StaffedHours), BusyHours: simulatedFigure(g.BusyHours), Occupancy: simulatedFigure(g.Occupancy),
		Skills: each(g.Skills, func(s simulate.SkillReport) SimulatedSkill {
			return SimulatedSkill{Queue: s.Queue, Contacts: simulatedFigure(s.Contacts)}
		}),
	}
}

// doneSimulation returns a simulation that has a report.
func (s *Server) doneSimulation(ctx context.Context, scope auth.Scope, id int64) (forecast.Simulation, error) {
	found, err := s.Simulations.Simulation(ctx, scope, id)
	if err != nil {
		return found, err
	}
	return found, found.Done()
}

func (s *Server) simulationIntervals(ctx context.Context, scope auth.Scope, in *simulationIntervalsInput) (*simulationIntervalsOutput, error) {
	found, err := s.doneSimulation(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	variant, err := erlang.ParseVariant(in.Variant)
	if err != nil {
		return nil, err
	}
	out := SimulationIntervals{IntervalS: found.Scenario.Interval, Start: []time.Time{}, Variant: variant.String()}
	if start := found.Scenario.Start; !start.IsZero() {
		out.Zone = start.Location().String()
		for i := range found.Scenario.Intervals {
			out.Start = append(out.Start, start.Add(time.Duration(float64(i)*found.Scenario.Interval*float64(time.Second))))
		}
	}
	out.Queues = each(found.Report.Queues, func(q simulate.QueueReport) SimulatedQueueIntervals { return queueIntervalsOf(q, int(variant)) })
	out.Groups = each(found.Report.Groups, func(g simulate.GroupReport) SimulatedGroupIntervals {
		return SimulatedGroupIntervals{Name: g.Name, Skills: each(g.Skills, func(s simulate.SkillReport) SimulatedSkillIntervals {
			return SimulatedSkillIntervals{Queue: s.Queue, Agents: s.Agents}
		})}
	})
	return &simulationIntervalsOutput{Body: out}, nil
}

func queueIntervalsOf(q simulate.QueueReport, variant int) SimulatedQueueIntervals {
	out := SimulatedQueueIntervals{Name: q.Name}
	for i := range q.Intervals {
		r := &q.Intervals[i]
		out.Offered, out.Answered, out.Abandoned = append(out.Offered, r.Offered), append(out.Answered, r.Answered), append(out.Abandoned, r.Abandoned)
		out.ASAS, out.WaitingAtEnd = append(out.ASAS, r.ASA), append(out.WaitingAtEnd, r.QueueAtEnd)
		out.ServiceLevel = append(out.ServiceLevel, r.ServiceLevel[variant].Mean)
		out.ServiceLevelSE = append(out.ServiceLevelSE, r.ServiceLevel[variant].SE)
	}
	return out
}

func (s *Server) simulationCourse(ctx context.Context, scope auth.Scope, in *IDInput) (*simulationCourseOutput, error) {
	found, err := s.doneSimulation(ctx, scope, in.ID)
	if err != nil {
		return nil, err
	}
	out := SimulationCourse{Queues: []QueueCourse{}, Groups: []AgentsCourse{}}
	out.Zone, out.Start = placeAndTime(found.Scenario.Start)
	if course := found.Report.Course; course != nil {
		out.StepS = course.Step
		for i, track := range course.Queues {
			out.Queues = append(out.Queues, QueueCourse{found.Report.Queues[i].Name, trackOf(track)})
		}
		for i, crew := range course.Groups {
			out.Groups = append(out.Groups, AgentsCourse{found.Report.Groups[i].Name, trackOf(crew.Busy), trackOf(crew.Idle)})
		}
	}
	return &simulationCourseOutput{Body: out}, nil
}

func trackOf(t simulate.Track) CourseTrack {
	return CourseTrack{First: Numbers(each(t.First, func(n int32) float64 { return float64(n) })), Mean: t.Mean}
}

// scenarioProblem names every field of a scenario that is wrong.
func scenarioProblem(faults []FieldProblem) *Problem {
	p := newProblem(http.StatusUnprocessableEntity, "invalid", "the scenario cannot be played; "+strconv.Itoa(len(faults))+" of its fields are wrong")
	p.Errors = faults
	return p
}
