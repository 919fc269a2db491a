package wire

import (
	"context"
	"fmt"
	"time"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/erlang"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors"
	vendorstore "github.com/muster-wfm/muster/vendors/store"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// owe connects what came from vendors, how good it was and what is owed for it.
func (m *Services) owe() {
	books := vendors.Books{Employers: m.Workforce.Employers, Teams: m.Workforce.Teams, Sites: m.Workforce.Sites, Queues: m.Workforce.Queues}
	counts := vendorstore.NewCounts(m.DB)
	m.Counts = vendors.NewCounts(counts, m.Programmes, books, m.Audit)
	commitments := vendorstore.NewCommitments(m.DB)
	m.Bookings = vendors.NewBookings(counts, m.Programmes, m.Hours, commitments, m.Audit)
	m.Commitments.Accounts, m.Hours.Accounts, m.Counts.Accounts = m.Bookings, m.Bookings, m.Bookings
	misses := vendors.NewAttributions(vendors.NewLedger(counts, m.Programmes), served{m.Workforce})
	misses.Promises, misses.Queues = commitments, offered{m.Histories}
	m.Statements = vendors.NewStatements(misses, vendorstore.NewMoney(m.DB), books, userNames{m.Auth}, m.Audit)
}

// offered tells vendors what whole queues got.
type offered struct{ histories *forecast.Histories }

// Offered returns a queue's contacts by interval; see vendors.QueueContacts.
func (o offered) Offered(ctx context.Context, scope auth.Scope, queue int64, from, to grid.Date) (map[time.Time]float64, error) {
	past, err := o.histories.History(ctx, scope, queue, from, from.DaysUntil(to)+1, 0)
	if err != nil {
		return nil, err
	}
	out := map[time.Time]float64{}
	for i, contacts := range past.Offered {
		if contacts > 0 { // neither nothing nor unknown
			out[past.Grid.Start(i).UTC()] = contacts
		}
	}
	return out, nil
}

// bookMonths books what published rosters and days gone by add to this month and the
// last.
func (m *Services) bookMonths(ctx context.Context, scope auth.Scope) error {
	list, err := m.Programmes.List(ctx, scope, vendors.ProgrammeQuery{})
	if err != nil {
		return err
	}
	return m.Bookings.BookOpen(ctx, scope, list)
}

// userNames tells vendors who somebody is.
type userNames struct{ users *auth.Service }

// UserName returns a user's name; see vendors.NameBook.
func (n userNames) UserName(ctx context.Context, scope auth.Scope, id int64) (string, error) {
	if id == 0 {
		return "Muster", nil
	}
	user, err := n.users.User(ctx, auth.SystemScope(scope.Tenant()), id)
	return user.Name, err
}

// served models what service a queue gives, by Erlang A with its goal's threshold
// and patience.
type served struct{ workforce *workforce.Service }

// usualPatience is that of a queue whose goal names none, in seconds.
const usualPatience = 180

// ServiceModel returns the service level of an interval; see vendors.ServiceModel.
func (s served) ServiceModel(ctx context.Context, scope auth.Scope, queue int64) (func(contacts, handleS, hours float64) (float64, error), error) {
	q, err := s.workforce.Queues.Get(ctx, scope, queue)
	if err != nil {
		return nil, err
	}
	goal, there := q.GoalOn(grid.MustDate("9999-12-31"))
	if !there || goal.ThresholdS == 0 {
		goal.ThresholdS = 20
	}
	if goal.PatienceS == 0 {
		goal.PatienceS = usualPatience
	}
	channel, err := s.workforce.Channels.Get(ctx, scope, q.ChannelID)
	if err != nil {
		return nil, err
	}
	seconds, atOnce := float64(q.IntervalMin*60), max(1, float64(channel.Concurrency))
	return func(contacts, handleS, hours float64) (float64, error) {
		if contacts == 0 || handleS == 0 {
			return 1, nil
		}
		figures, err := erlang.Evaluate(erlang.Setting{
			Volume: contacts, Interval: seconds, AHT: handleS, Agents: hours * 3600 / seconds * atOnce,
			Patience: erlang.ExponentialPatience(goal.PatienceS), Threshold: goal.ThresholdS, Variant: erlang.OfOffered,
		})
		if err != nil {
			return 0, fmt.Errorf("queue %s: %w", q.Code, err)
		}
		return figures.ServiceLevel, nil
	}, nil
}
