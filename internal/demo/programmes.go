package demo

import (
	"context"
	"fmt"

	"github.com/govalues/decimal"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/money"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// ForecastLocker promises forecasts of the centre's past and of its coming weeks.
type ForecastLocker interface {
	// Promise locks the forecast of a queue that begins on a day for an employer, as
	// if three days before, and returns the lock.
	Promise(ctx context.Context, queue, employer int64, from grid.Date, name string) (int64, error)
}

// Agreements is what the vendors' past is made with.
type Agreements struct {
	Workforce   *workforce.Service
	Programmes  *vendors.Programmes
	Commitments *vendors.Commitments
	Hours       *vendors.Hours
	Allocations *vendors.Allocations
	Locker      ForecastLocker
}

// botEmployer is the machine that answers chats of the centre.
const botEmployer = "HARBOT"

// programmeSpec is a row of the centre's vendors.
type programmeSpec struct {
	code, name, employer, team, site string
	mode                             contract.Mode
	motive, business                 string
	currency                         money.Currency
	queues                           []servedSpec
	prices                           []priceSpec // versions, the oldest first
}

// servedSpec is a queue that a programme serves: shares, and how much of past
// forecasts it carried.
type servedSpec struct {
	code                 string
	least, most, carried float64
	surge                float64
}

// priceSpec is a version: what it changes against the template.
type priceSpec struct {
	monthsAgo int // 0 and below: a draft of the months to come
	price     string
	note      string
}

var programmes = []programmeSpec{
	{
		code: "KESTREL-BILL", name: "Kestrel billing calls", employer: "KESTREL", site: "GZ", mode: contract.SimpleCall, currency: "CNY",
		motive: "Peaks after bills go out; simple questions that a script answers.", business: "A contact costs a fifth less than with own staff; no seats in quiet weeks.",
		queues: []servedSpec{{"GZ-BILLING", 0.15, 0.45, 0.35, 8}},
		prices: []priceSpec{{16, "3.95", "First contract"}, {5, "4.20", "Price moved with wages; delivery by interval became a level"}},
	},
	{
		code: "LOTUS-SALES", name: "Lotus sales and complaints", employer: "LOTUS", site: "CD", mode: contract.OwnerControlled, currency: "CNY",
		motive: "A second city; our people run the day, theirs work.", business: "40 seats without a building.",
		queues: []servedSpec{{"CD-SALES", 0.2, 0.7, 0.5, 10}, {"CD-TICKETS", 0, 0.6, 0.4, 4}},
		prices: []priceSpec{{14, "58", "First contract"}, {-2, "61", "Proposal for next year: hours of training no longer billed"}},
	},
	{
		code: "PENNINE-CARE", name: "Pennine customer care", employer: "PENNINE", site: "LDS", mode: contract.OwnerControlled, currency: "GBP",
		motive: "Evenings and Saturdays that own staff do not want.", business: "Service level held on evenings at no more than 17 pounds an hour.",
		queues: []servedSpec{{"LDS-CARE", 0.1, 0.5, 0.3, 6}, {"LDS-CHAT", 0, 0.5, 0.3, 3}},
		prices: []priceSpec{{11, "16.40", "First contract"}},
	},
	{
		code: "CROWD-CHAT", name: "Neighbour crowd", employer: "CROWD", site: "GZ", mode: contract.Crowd, currency: "CNY",
		motive: "Short peaks in the evening, by people at home.", business: "Paid only for what stays resolved.",
		queues: []servedSpec{{"GZ-CHAT", 0, 0.3, 0.2, 12}, {"GZ-BILLING", 0, 0.2, 0.1, 6}},
		prices: []priceSpec{{9, "3.60", "First contract"}},
	},
	{
		code: "OWN-GZ", name: "Own staff, Guangzhou", employer: "OWN", team: "GZ", site: "GZ", mode: contract.InHouse, currency: "CNY",
		motive: "Everything that needs our systems and our judgement.", business: "Measured like everybody else.",
		queues: []servedSpec{{"GZ-BILLING", 0.3, 0.8, 0, 6}, {"GZ-CHAT", 0.3, 0.9, 0, 4}, {"GZ-FAULTS", 0.5, 1, 0, 4}},
		prices: []priceSpec{{16, "", "Levels as for the vendors"}},
	},
	{
		code: "OWN-LDS", name: "Own staff, Leeds", employer: "OWN", team: "LDS", site: "LDS", mode: contract.InHouse, currency: "GBP",
		motive: "Everything that needs our systems and our judgement.", business: "Measured like everybody else.",
		queues: []servedSpec{{"LDS-CARE", 0.4, 0.9, 0, 5}, {"LDS-CHAT", 0.3, 1, 0, 3}},
		prices: []priceSpec{{16, "", "Levels as for the vendors"}},
	},
	{
		code: "HARBOT-CHAT", name: "Harbour assistant", employer: botEmployer, site: "GZ", mode: contract.Bot, currency: "CNY",
		motive: "Balance, tariffs, parcel: questions with one answer.", business: "A sixth of the price of a person where the answer holds.",
		queues: []servedSpec{{"GZ-CHAT", 0, 0.35, 0, 0}},
		prices: []priceSpec{{7, "0.60", "First contract"}},
	},
}

// agreeing makes the centre's agreements in steps.
type agreeing struct {
	Agreements
	centre        Centre
	owner, vendor auth.Scope // Vera of the centre and Kit of Kestrel
	other         auth.Scope // who approves what Vera made
	queues        map[string]workforce.Queue
	sites         map[string]workforce.Site
	programmes    map[string]vendors.Programme
	noise         *noise
}

// Agree makes programmes with their contracts, promises and hours of the last weeks,
// and divisions of volume.
func Agree(ctx context.Context, s Agreements, centre Centre, seed uint64) error {
	a := &agreeing{Agreements: s, centre: centre, queues: map[string]workforce.Queue{}, sites: map[string]workforce.Site{}, programmes: map[string]vendors.Programme{}, noise: newNoise(seed)}
	for _, q := range centre.Queues {
		a.queues[q.Code] = q
	}
	for _, site := range centre.Sites {
		a.sites[site.Code] = site
	}
	a.owner, a.vendor, a.other = a.as("vendors@demo.example"), a.as("kestrel@demo.example"), a.as("admin@demo.example")
	for _, step := range []func(context.Context) error{a.rows, a.volumes, a.divisions} {
		if err := step(ctx); err != nil {
			return fmt.Errorf("agreements of the demonstration centre: %w", err)
		}
	}
	return nil
}

// as is the centre's own scope with the work put down to an account.
func (a *agreeing) as(email string) auth.Scope {
	scope := auth.SystemScope(1)
	for _, account := range a.centre.Accounts {
		if account.Email == email {
			return scope.WithActor(account.ID)
		}
	}
	return scope
}

// rows makes the programmes and the versions of their contracts.
func (a *agreeing) rows(ctx context.Context) error {
	bot, err := a.Workforce.Employers.Create(ctx, a.owner, workforce.Employer{Code: botEmployer, Name: "Harbour assistant", Kind: workforce.Bot})
	if err != nil {
		return err
	}
	a.centre.Employers[botEmployer] = bot.ID
	for _, spec := range programmes {
		if err := a.row(ctx, spec); err != nil {
			return fmt.Errorf("%s: %w", spec.code, err)
		}
	}
	return nil
}

func (a *agreeing) row(ctx context.Context, spec programmeSpec) error {
	p := vendors.Programme{
		EmployerID: a.centre.Employers[spec.employer], SiteID: a.sites[spec.site].ID, Code: spec.code, Name: spec.name, Mode: spec.mode,
		Motive: spec.motive, BusinessCase: spec.business, From: a.monthStart(spec.prices[0].monthsAgo),
	}
	if spec.team != "" {
		teams, err := a.Workforce.Teams.Find(ctx, a.owner, workforce.Filter{Codes: []string{teamCode(spec.team, spec.employer)}})
		if err != nil {
			return err
		}
		if len(teams) > 0 {
			p.TeamID = teams[0].ID
		}
	}
	for _, q := range spec.queues {
		p.Queues = append(p.Queues, vendors.QueueShare{QueueID: a.queues[q.code].ID, MinShare: q.least, MaxShare: q.most, SurgeAgents: q.surge})
	}
	p, err := a.Programmes.Create(ctx, a.owner, p)
	if err != nil {
		return err
	}
	a.programmes[spec.code] = p
	for i, version := range spec.prices {
		if err := a.version(ctx, p, spec, version, i > 0); err != nil {
			return err
		}
	}
	return nil
}

// version drafts terms, and puts those in force that began already.
func (a *agreeing) version(ctx context.Context, p vendors.Programme, spec programmeSpec, version priceSpec, later bool) error {
	terms := vendors.Template(spec.mode, spec.currency, a.monthStart(version.monthsAgo))
	for i := range terms.Rates {
		terms.Rates[i].Bands[0].Price = decimal.MustParse(version.price)
	}
	if terms.TakeOrPay != nil {
		terms.TakeOrPay.Price = decimal.MustParse(version.price)
		terms.Rates[0].Bands = append(terms.Rates[0].Bands, contract.Band{From: decimal.MustNew(40_000, 0), Price: terms.Rates[0].Bands[0].Price})
		if later {
			terms.Rates[0].Bands[1].Price = decimal.MustParse("3.90")
		} else {
			terms.Levels = terms.Levels[:len(terms.Levels)-1] // delivery came later
		}
	}
	draft, err := a.Programmes.Draft(ctx, a.owner, p.ID, terms, version.note)
	if err != nil || version.monthsAgo <= 0 {
		return err
	}
	_, err = a.Programmes.PutInForce(ctx, a.owner, p.ID, draft.ID, draft.Version, later)
	return err
}

// monthStart is the first day of the month so many months ago.
func (a *agreeing) monthStart(ago int) grid.Date {
	first := grid.Date{Year: a.centre.Today.Year, Month: a.centre.Today.Month, Day: 1}
	for ; ago > 0; ago-- {
		first = first.AddDays(-1)
		first.Day = 1
	}
	for ; ago < 0; ago++ {
		first = first.AddDays(32)
		first.Day = 1
	}
	return first
}
