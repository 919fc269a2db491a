package api

import (
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/workforce"
)

// Queue is a stream of contacts that is forecast, staffed and served as one.
type Queue struct {
	Versioned
	QueueFields
}

// QueueFields is what a planner decides about a queue.
type QueueFields struct {
	Code             string          `json:"code" maxLength:"64" doc:"Short name, unique among queues."`
	Name             string          `json:"name" maxLength:"200"`
	SiteID           int64           `json:"siteId" doc:"Whose local time the queue follows."`
	ChannelID        int64           `json:"channelId"`
	SkillID          *int64          `json:"skillId,omitempty" doc:"What a person must hold to serve it; absent: anyone may."`
	IntervalMin      int             `json:"intervalMin" enum:"5,15,30,60" doc:"Minutes between two rows of its plan."`
	OpeningHours     []OpeningPeriod `json:"openingHours" maxItems:"100" doc:"When the queue is served; empty: never."`
	HoursChanges     []HoursChange   `json:"hoursChanges,omitempty" maxItems:"50" doc:"Other hours from a day on. Absent in a change: they stay; an empty list: the opening hours hold for ever."`
	ClosedOnHolidays bool            `json:"closedOnHolidays" doc:"Shut on the site's holidays, open on its make-up workdays."`
	Group            *string         `json:"group,omitempty" maxLength:"64" doc:"Name under which queues are looked at together. Absent in a change: it stays; empty: none."`
	HandledBy        []Division      `json:"handledBy,omitempty" maxItems:"50" doc:"Who handles the queue, from a day on. Absent in a change: it stays; an empty list: in-house for ever."`
	Goal             ServiceGoal     `json:"goal" doc:"The goal that was set last. A change with another validFrom leaves earlier days their goal."`
}

// HoursChange is opening hours that hold from a day on.
type HoursChange struct {
	ValidFrom    Day             `json:"validFrom" doc:"First day on which they hold."`
	OpeningHours []OpeningPeriod `json:"openingHours" maxItems:"100" doc:"Empty: the queue is closed from then on."`
}

// Division says who handles a queue from a day on.
type Division struct {
	ValidFrom *Day            `json:"validFrom,omitempty" doc:"First day on which it holds; absent: from the beginning."`
	Shares    []EmployerShare `json:"shares" maxItems:"50" nullable:"false" doc:"What they leave is handled in-house; empty: all of it."`
}

// EmployerShare is how much of a queue's contacts the people of an employer handle.
type EmployerShare struct {
	EmployerID int64   `json:"employerId"`
	Share      float64 `json:"share" doc:"Of the contacts, above 0, at most 1."`
}

func (d Division) toDomain() workforce.Division {
	return workforce.Division{
		ValidFrom: dateOrNone(d.ValidFrom),
		Shares:    each(d.Shares, func(s EmployerShare) workforce.EmployerShare { return workforce.EmployerShare(s) }),
	}
}

func divisionOf(d workforce.Division) Division {
	return Division{
		ValidFrom: dayOrNone(d.ValidFrom),
		Shares:    orEmpty(each(d.Shares, func(s workforce.EmployerShare) EmployerShare { return EmployerShare(s) })),
	}
}

// OpeningPeriod is a stretch of every week.
type OpeningPeriod struct {
	Weekday int   `json:"weekday" minimum:"1" maximum:"7" doc:"1 Monday to 7 Sunday; the day on which it opens."`
	Opens   Clock `json:"opens"`
	Closes  Clock `json:"closes" doc:"Before or at the opening: on the next day. 24:00 is midnight at the end of the day."`
}

// ServiceGoal is what a queue promises and how its people are counted.
type ServiceGoal struct {
	ValidFrom            *Day     `json:"validFrom,omitempty" doc:"First day on which the goal holds; absent: from the beginning."`
	SLTarget             float64  `json:"slTarget" doc:"Share to be served within the threshold, 0 to below 1; 0: no such goal, or on deferred channels all."`
	ThresholdS           float64  `json:"thresholdS" doc:"Seconds; on deferred channels the response time."`
	SLVariant            string   `json:"slVariant" enum:"sl_offered,sl_ab_as_ok,sl_excl_short,sl_answered,sl_virtual" doc:"Which contacts count in the service level."`
	ASATargetS           *float64 `json:"asaTargetS,omitempty" doc:"Longest average speed of answer, seconds."`
	MaxOccupancy         *float64 `json:"maxOccupancy,omitempty" doc:"Highest occupancy, 0..1."`
	MaxAbandon           *float64 `json:"maxAbandon,omitempty" doc:"Highest share that gives up, 0..1; needs patienceS."`
	PatienceS            *float64 `json:"patienceS,omitempty" doc:"Mean time until a waiting contact gives up, seconds; absent: never (Erlang C)."`
	InOfficeShrinkage    float64  `json:"inOfficeShrinkage" doc:"Share of present time lost to breaks, meetings, coaching; 0 to below 1."`
	OutOfOfficeShrinkage float64  `json:"outOfOfficeShrinkage" doc:"Share of paid time lost to leave and sickness; 0 to below 1."`
	MinAgents            int      `json:"minAgents" doc:"People to have whenever the queue is open."`
	AHTS                 *float64 `json:"ahtS,omitempty" doc:"Handle time to plan with, seconds; absent: that of the forecast."`
	Method               *string  `json:"method,omitempty" enum:"interval,course" doc:"How people are computed: interval (the default) takes each interval as if it went on for ever; course follows the queue from opening to closing, with what one interval leaves to the next."`

	Shrinkage []ShrinkageCategory `json:"shrinkage,omitempty" nullable:"false" doc:"Shrinkage by category; then inOfficeShrinkage and outOfOfficeShrinkage are 0."`

	BusinessHours     bool      `json:"businessHours,omitempty" doc:"On deferred channels: the response time runs only while the queue is open."`
	ConcurrencyAHTS   []float64 `json:"concurrencyAhtS,omitempty" maxItems:"50" doc:"Where people handle several contacts at once: handle time in seconds of a contact whose agent has 1, 2, … at once."`
	ConcurrencyGrowth *float64  `json:"concurrencyGrowth,omitempty" minimum:"0" maximum:"10" doc:"Instead: what one contact more adds to the handle time, as a share of that of one alone, which is then ahtS or the forecast's."`

	Certainty *float64      `json:"certainty,omitempty" doc:"Share of the forecast's possible courses in which the goal is to hold in each interval, 0.5 to 0.99; absent: in the forecast itself."`
	Costs     *ServiceCosts `json:"costs,omitempty" doc:"Weigh people against waiting, in the place of a target or above it; absent: nothing is weighed."`
}

// ServiceCosts weigh people against waiting. Only their proportions decide.
type ServiceCosts struct {
	AgentHour   float64 `json:"agentHour" doc:"What an hour of one person costs, in any currency that the others are in too."`
	WaitHour    float64 `json:"waitHour" doc:"What an hour that contacts wait costs; 0: nothing."`
	Abandonment float64 `json:"abandonment" doc:"What a contact that gives up costs; 0: nothing. Needs patienceS."`
}

// costsOf shows costs, nil where nothing is weighed.
func costsOf(c workforce.ServiceCosts) *ServiceCosts {
	if !c.Weighed() {
		return nil
	}
	body := ServiceCosts(c)
	return &body
}

func (g ServiceGoal) toDomain() workforce.ServiceGoal {
	return workforce.ServiceGoal{
		ValidFrom: dateOrNone(g.ValidFrom),
		SLTarget:  g.SLTarget, ThresholdS: g.ThresholdS, SLVariant: workforce.ServiceLevelVariant(g.SLVariant),
		ASATargetS: orZero(g.ASATargetS), MaxOccupancy: orZero(g.MaxOccupancy), MaxAbandon: orZero(g.MaxAbandon), PatienceS: orZero(g.PatienceS),
		InOfficeShrinkage: g.InOfficeShrinkage, OutOfOfficeShrinkage: g.OutOfOfficeShrinkage,
		MinAgents: g.MinAgents, AHTS: orZero(g.AHTS), BusinessHours: g.BusinessHours,
		Concurrency: workforce.ConcurrentTimes{AHTS: g.ConcurrencyAHTS, Growth: orZero(g.ConcurrencyGrowth)},
		Method:      workforce.StaffingMethod(orZero(g.Method)), Categories: categoriesOf(g.Shrinkage),
		Certainty: orZero(g.Certainty), Costs: workforce.ServiceCosts(orZero(g.Costs)),
	}
}

func goalOf(g workforce.ServiceGoal) ServiceGoal {
	return ServiceGoal{
		ValidFrom: dayOrNone(g.ValidFrom),
		SLTarget:  g.SLTarget, ThresholdS: g.ThresholdS, SLVariant: string(g.SLVariant),
		ASATargetS: orNone(g.ASATargetS), MaxOccupancy: orNone(g.MaxOccupancy), MaxAbandon: orNone(g.MaxAbandon), PatienceS: orNone(g.PatienceS),
		InOfficeShrinkage: g.InOfficeShrinkage, OutOfOfficeShrinkage: g.OutOfOfficeShrinkage,
		MinAgents: g.MinAgents, AHTS: orNone(g.AHTS), BusinessHours: g.BusinessHours,
		ConcurrencyAHTS: g.Concurrency.AHTS, ConcurrencyGrowth: orNone(g.Concurrency.Growth),
		Method: orNone(string(g.Method)), Shrinkage: each(g.Categories, shrinkageCategoryOf),
		Certainty: orNone(g.Certainty), Costs: costsOf(g.Costs),
	}
}

// nextDay puts an end that does not lie after its start on the day after:
// people write 22:00 to 06:00.
func nextDay(start, end Clock) int {
	if end <= start {
		return int(end) + 24*60
	}
	return int(end)
}

// wall is the inverse of nextDay: minutes beyond midnight as a clock shows them.
func wall(minutes int) Clock {
	if minutes > 24*60 {
		minutes -= 24 * 60
	}
	return Clock(minutes)
}

// weekday turns 1 Monday … 7 Sunday into Go's count.
func weekday(iso int) time.Weekday { return time.Weekday(iso % 7) }

func (f QueueFields) toDomain(id, version int64) workforce.Queue {
	return workforce.Queue{
		ID: id, Version: version, Code: f.Code, Name: f.Name,
		SiteID: f.SiteID, ChannelID: f.ChannelID, SkillID: orZero(f.SkillID), IntervalMin: f.IntervalMin,
		Hours: each(f.OpeningHours, OpeningPeriod.toDomain),
		HoursChanges: each(f.HoursChanges, func(c HoursChange) workforce.HoursChange {
			return workforce.HoursChange{ValidFrom: c.ValidFrom.Date, Hours: each(c.OpeningHours, OpeningPeriod.toDomain)}
		}),
		ClosedOnHolidays: f.ClosedOnHolidays, Group: orZero(f.Group), Divisions: each(f.HandledBy, Division.toDomain),
		Goals: []workforce.ServiceGoal{f.Goal.toDomain()},
	}
}

func (f QueueFields) check() error {
	_, err := workforce.NewQueue(f.toDomain(0, 0))
	return err
}

func (p OpeningPeriod) toDomain() workforce.OpeningPeriod {
	return workforce.OpeningPeriod{Weekday: weekday(p.Weekday), Opens: int(p.Opens), Closes: nextDay(p.Opens, p.Closes)}
}

func openingPeriodOf(p workforce.OpeningPeriod) OpeningPeriod {
	return OpeningPeriod{Weekday: workforce.ISOWeekday(p.Weekday), Opens: Clock(p.Opens), Closes: wall(p.Closes)}
}

// queueOf shows the goal that was set last; earlier ones hold for the days
// before and are kept for them.
func queueOf(q workforce.Queue) Queue {
	out := Queue{Versioned: Versioned{ID: q.ID, Version: q.Version}, QueueFields: QueueFields{
		Code: q.Code, Name: q.Name, SiteID: q.SiteID, ChannelID: q.ChannelID, SkillID: orNone(q.SkillID), IntervalMin: q.IntervalMin,
		OpeningHours: each(q.Hours, openingPeriodOf),
		HoursChanges: each(q.HoursChanges, func(c workforce.HoursChange) HoursChange {
			return HoursChange{ValidFrom: Day{c.ValidFrom}, OpeningHours: each(c.Hours, openingPeriodOf)}
		}),
		ClosedOnHolidays: q.ClosedOnHolidays, Group: orNone(q.Group), HandledBy: each(q.Divisions, divisionOf),
	}}
	if last := len(q.Goals) - 1; last >= 0 {
		out.Goal = goalOf(q.Goals[last])
	}
	return out
}

func reviseQueue(now workforce.Queue, f QueueFields, version int64) workforce.Queue {
	next := f.toDomain(now.ID, version)
	next.Goals = now.WithGoal(next.Goals[0]).Goals
	if f.HoursChanges == nil {
		next.HoursChanges = now.HoursChanges
	}
	if f.Group == nil {
		next.Group = now.Group
	}
	if f.HandledBy == nil {
		next.Divisions = now.Divisions
	}
	return next
}

func (s *Server) registerQueues(api huma.API) {
	r := workforceResource[QueueFields, Queue]("queue", "queues",
		"A queue is a stream of contacts that is forecast, staffed and served as one.")
	crud(s, api, fill(s, r, kept[QueueFields, Queue, workforce.Queue]{
		register: func(w *workforce.Service) *workforce.Register[workforce.Queue] { return w.Queues },
		toDomain: QueueFields.toDomain, toAPI: queueOf, revise: reviseQueue,
	}))
}
