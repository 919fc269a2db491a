package demo

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Order says which centre to build.
type Order struct {
	Size  int       // people, 20 to 5,000
	Seed  uint64    // decides every name and every contact
	Today time.Time // the history ends the day before, or at Now
	// Now, where it is not the zero time, is how far the history of today reaches.
	Now time.Time
}

// Sizes of a centre.
const (
	MinSize, DefaultSize, MaxSize = 20, 400, 5000
)

// historyMonths is how much the centre remembers.
const historyMonths = 18

// HistoryWriter takes in what happened in a queue, as a switch tells it.
type HistoryWriter interface {
	Record(ctx context.Context, scope auth.Scope, queue workforce.Queue, source string, intervals []Interval) error
}

// The switches of the centre: the main one, and a spare one that should be silent.
const (
	mainSwitch  = "generator"
	spareSwitch = "spare switch"
)

// Services are the verbs that put the centre into a database.
type Services struct {
	Workforce *workforce.Service
	Users     *auth.Service
	History   HistoryWriter
	Drivers   DriverWriter
	Leaving   LeavingWriter
}

// Account is somebody who can sign in.
type Account struct {
	ID       int64
	Role     auth.Role
	Email    string
	Password string
	Name     string
	Person   int64 // whom of the workforce they are; 0: nobody
}

// Centre is a built demonstration centre.
type Centre struct {
	Accounts  []Account
	Queues    []workforce.Queue // in the order of the specification
	Sites     []workforce.Site
	Employers map[string]int64 // ids by code
	People    int
	Seeded    int // intervals of history
	First     grid.Date
	Today     grid.Date
}

// Build puts the centre into an empty tenant.
func Build(ctx context.Context, s Services, order Order) (Centre, error) {
	if order.Size < MinSize || order.Size > MaxSize {
		return Centre{}, fmt.Errorf("a demonstration centre of %d people; expected %d to %d", order.Size, MinSize, MaxSize)
	}
	b := &builder{Services: s, order: order, scope: auth.SystemScope(1)}
	b.today = grid.DateOf(order.Today)
	b.first = grid.DateOf(order.Today.AddDate(0, -historyMonths, 0))
	for _, step := range []func(context.Context) error{b.calendars, b.places, b.work, b.people, b.accounts, b.history, b.drivers, b.leaving} {
		if err := step(ctx); err != nil {
			return Centre{}, fmt.Errorf("demonstration centre: %w", err)
		}
	}
	return b.centre, nil
}

// builder builds in steps; each leaves the ids that the later ones refer to.
type builder struct {
	Services
	order        Order
	scope        auth.Scope
	first, today grid.Date
	at           placed
	calendarIDs  map[string]int64
	channels     map[string]int64
	holidays     map[string]map[grid.Date]holiday // by calendar code
	staff        []workforce.Person
	centre       Centre
}

// calendars makes one holiday calendar a country and remembers its days.
func (b *builder) calendars(ctx context.Context) error {
	b.calendarIDs, b.holidays = map[string]int64{}, map[string]map[grid.Date]holiday{}
	for _, c := range []workforce.Calendar{{Code: "CN", Name: "China", Region: "cn"}, {Code: "GB", Name: "Britain", Region: "gb"}} {
		made, err := b.Workforce.Calendars.Create(ctx, b.scope, c)
		if err != nil {
			return err
		}
		b.calendarIDs[c.Code] = made.ID
		from, to := grid.Date{Year: b.first.Year, Month: time.January, Day: 1}, grid.Date{Year: b.today.Year + 1, Month: time.December, Day: 31}
		if made, _, err = b.Workforce.SeedCalendar(ctx, b.scope, made.ID, c.Region, from, to); err != nil {
			return err
		}
		made, days, err := b.Workforce.CalendarDays(ctx, b.scope, made.ID, from, to)
		if err != nil {
			return err
		}
		b.holidays[c.Code] = map[grid.Date]holiday{}
		for _, d := range days {
			b.holidays[c.Code][d.Date] = holiday{d.Name, d.Kind == workforce.Workday}
		}
		days = append(days, campaignDays(c.Code, from, to)...)
		days = append(days, offerDays(c.Code, b.today)...)
		if _, err := b.Workforce.SetCalendarDays(ctx, b.scope, made.ID, made.Version, from, to, days); err != nil {
			return err
		}
	}
	return nil
}

// campaignDays are a country's campaigns as events of its calendar: what a
// planner knew beforehand.
func campaignDays(country string, from, to grid.Date) []workforce.CalendarDay {
	var days []workforce.CalendarDay
	for year := from.Year; year <= to.Year; year++ {
		for _, c := range campaigns {
			if siteByCode(c.sites).country != country {
				continue
			}
			for k := range c.days {
				date := grid.Date{Year: year, Month: c.month, Day: c.first}.AddDays(k)
				days = append(days, workforce.CalendarDay{Date: date, Kind: workforce.Event, Name: c.name, EventType: "campaign: " + c.name})
			}
		}
	}
	return days
}

// offerDays are a country's offers as events of its calendar, with what a planner
// expected of them.
func offerDays(country string, today grid.Date) []workforce.CalendarDay {
	var days []workforce.CalendarDay
	for _, o := range offers {
		if siteByCode(o.site).country != country {
			continue
		}
		expected := 100 * o.expected
		for _, first := range o.ahead {
			for k := range o.days {
				days = append(days, workforce.CalendarDay{
					Date: today.AddDays(first + k), Kind: workforce.Event, Name: o.name, EventType: "offer: " + o.name, UpliftPct: &expected,
				})
			}
		}
	}
	return days
}

func siteByCode(code string) siteSpec {
	return sites[slices.IndexFunc(sites, func(s siteSpec) bool { return s.code == code })]
}

// places makes sites, employers, teams and agreements.
func (b *builder) places(ctx context.Context) error {
	b.at = placed{map[string]int64{}, map[string]int64{}, map[string]int64{}, map[string]int64{}, map[string]int64{}}
	for _, spec := range sites {
		made, err := b.Workforce.Sites.Create(ctx, b.scope, workforce.Site{
			Code: spec.code, Name: spec.name, Zone: spec.zone, Country: spec.country, CalendarID: b.calendarIDs[spec.calendar],
		})
		if err != nil {
			return err
		}
		b.at.sites[spec.code] = made.ID
		b.centre.Sites = append(b.centre.Sites, made)
	}
	for _, spec := range employers {
		made, err := b.Workforce.Employers.Create(ctx, b.scope, workforce.Employer{Code: spec.code, Name: spec.name, Kind: workforce.EmployerKind(spec.kind)})
		if err != nil {
			return err
		}
		b.at.employers[spec.code] = made.ID
		for _, site := range sites {
			if spec.sites[site.code] == 0 {
				continue
			}
			team, err := b.Workforce.Teams.Create(ctx, b.scope, workforce.Team{
				Code: teamCode(site.code, spec.code), Name: spec.name + ", " + site.name, SiteID: b.at.sites[site.code], EmployerID: made.ID,
			})
			if err != nil {
				return err
			}
			b.at.teams[team.Code] = team.ID
		}
	}
	for _, a := range agreements() {
		made, err := b.Workforce.Agreements.Create(ctx, b.scope, a)
		if err != nil {
			return err
		}
		b.at.agreements[a.Code] = made.ID
	}
	return nil
}

// work makes channels, skills and queues.
func (b *builder) work(ctx context.Context) error {
	b.channels = map[string]int64{}
	for _, c := range []workforce.Channel{
		{Code: "voice", Name: "Voice", Kind: workforce.Voice, Concurrency: 1},
		{Code: "chat", Name: "Chat", Kind: workforce.Chat, Concurrency: 2},
		{Code: "ticket", Name: "Tickets", Kind: workforce.Ticket, Concurrency: 1},
	} {
		made, err := b.Workforce.Channels.Create(ctx, b.scope, c)
		if err != nil {
			return err
		}
		b.channels[c.Code] = made.ID
	}
	for _, q := range queues {
		skill, err := b.Workforce.Skills.Create(ctx, b.scope, workforce.Skill{Code: q.skill, Name: q.name})
		if err != nil {
			return err
		}
		b.at.skills[q.skill] = skill.ID
		hours, err := openingHours(q)
		if err != nil {
			return err
		}
		queue, err := b.Workforce.Queues.Create(ctx, b.scope, workforce.Queue{
			Code: q.code, Name: q.name, SiteID: b.at.sites[q.site], ChannelID: b.channels[q.channel], SkillID: skill.ID,
			IntervalMin: 30, Hours: hours, Goals: []workforce.ServiceGoal{q.goal()},
		})
		if err != nil {
			return err
		}
		b.centre.Queues = append(b.centre.Queues, queue)
	}
	return nil
}

func openingHours(q queueSpec) (workforce.OpeningHours, error) {
	var periods []workforce.OpeningPeriod
	for i, day := range everyDay {
		if q.weekdays[i] == 0 {
			continue
		}
		period, err := workforce.ParseOpeningPeriod(day, q.opens, q.closes)
		if err != nil {
			return nil, err
		}
		periods = append(periods, period)
	}
	return workforce.NewOpeningHours(periods)
}

func (q queueSpec) goal() workforce.ServiceGoal {
	goal := workforce.ServiceGoal{
		SLTarget: q.slTarget, ThresholdS: q.thresholdS, SLVariant: workforce.SLExclShort, MaxOccupancy: 0.88,
		PatienceS: q.patienceS, InOfficeShrinkage: 0.06, OutOfOfficeShrinkage: 0.04, MinAgents: 1,
	}
	if q.deferred {
		goal.PatienceS, goal.BusinessHours = 0, q.businessHours
	}
	if q.byCourse {
		goal.Method = workforce.MethodCourse
		goal.InOfficeShrinkage, goal.OutOfOfficeShrinkage = 0, 0
		goal.Categories = []workforce.ShrinkageCategory{
			{Name: "Leave", Share: 0.03, Planned: true}, {Name: "Sickness", Share: 0.03},
			{Name: "Coaching", Share: 0.04, InOffice: true, Planned: true}, {Name: "System trouble", Share: 0.02, InOffice: true},
		}
	}
	goal.Concurrency.AHTS, goal.Certainty, goal.Costs = q.ahtAtOnceS, q.certainty, q.costs
	return goal
}

// people makes everybody, and who is away.
func (b *builder) people(ctx context.Context) error {
	made, err := b.Workforce.CreatePeople(ctx, b.scope, peopleOf(b.order.Size, b.order.Seed, b.today, b.at))
	if err != nil {
		return err
	}
	b.staff, b.centre.People = made, len(made)
	_, err = b.Workforce.Absences.CreateAll(ctx, b.scope, absencesOf(made, b.order.Seed, b.today))
	return err
}

// history generates and records what happened in every queue.
func (b *builder) history(ctx context.Context) error {
	b.centre.First, b.centre.Today, b.centre.Employers = b.first, b.today, b.at.employers
	for i, q := range queues {
		site := siteByCode(q.site)
		loc, err := time.LoadLocation(site.zone)
		if err != nil {
			return err
		}
		g, err := grid.New(loc, 30, b.first, b.first.DaysUntil(b.today)+1)
		if err != nil {
			return err
		}
		intervals := historyOf(q, b.order.Size, b.order.Seed, g, planDays(q, b.order.Seed, g, b.today, b.holidays[site.calendar]), served)
		intervals = over(intervals, g, b.order.Now)
		if err := b.History.Record(ctx, b.scope, b.centre.Queues[i], mainSwitch, intervals); err != nil {
			return err
		}
		if q.code == twiceQueue {
			day := b.today.AddDays(-twiceDaysAgo)
			again := slices.DeleteFunc(slices.Clone(intervals), func(iv Interval) bool { return grid.DateOf(iv.Start.In(loc)) != day })
			if err := b.History.Record(ctx, b.scope, b.centre.Queues[i], spareSwitch, again); err != nil {
				return err
			}
		}
		b.centre.Seeded += len(intervals)
	}
	return nil
}
