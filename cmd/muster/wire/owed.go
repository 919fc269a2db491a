package wire

import (
	"context"
	"fmt"

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
	ledger := vendors.NewLedger(counts, m.Programmes)
	m.Statements = vendors.NewStatements(vendors.NewAttributions(ledger, served{m.Workforce}), vendorstore.NewMoney(m.DB), books, userNames{m.Auth}, m.Audit)
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
