package forecast

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"sync"

	"github.com/muster-wfm/muster/forecast/model"
	"github.com/muster-wfm/muster/forecast/model/coherent"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce/grid"
)

// forecast computes what an order asks for, without keeping anything. known holds
// what was already computed for the queues of the same order; nil: nothing.
func (f *Forecasts) forecast(ctx context.Context, scope auth.Scope, order RunOrder, known *agreements) (*model.Result, runInput, error) {
	var result *model.Result
	var in runInput
	var err error
	if len(order.Together) > 1 {
		result, in, err = f.agreed(ctx, scope, order, known)
	} else {
		result, in, err = f.alone(ctx, scope, order)
	}
	if err != nil {
		return nil, runInput{}, err
	}
	return result.Adapt(order.Adapted), in, nil
}

// agreement is what the forecast of one of several queues comes to.
type agreement struct {
	queue  int64
	result *model.Result
	input  runInput
	err    error // why there is none
}

// agreements are those of the queues of one order, made by the first that asks.
type agreements struct {
	mutex sync.Mutex
	list  []*agreement
}

// agreed returns the forecast of the order's queue, computing those of all its
// queues unless they are known. Its input is the queue's own, with a part for each
// of the others.
func (f *Forecasts) agreed(ctx context.Context, scope auth.Scope, order RunOrder, known *agreements) (*model.Result, runInput, error) {
	if known == nil {
		known = &agreements{}
	}
	list, err := f.agreements(ctx, scope, order, known)
	if err != nil {
		return nil, runInput{}, err
	}
	var own *agreement
	var others []InputPart
	for _, a := range list {
		if a.queue == order.QueueID {
			own = a
		} else if a.err == nil {
			others = append(others, InputPart{fmt.Sprintf(queuePart+"%d", a.queue), short(a.input.parts[1:])}) // all but the order
		}
	}
	if own == nil {
		return nil, runInput{}, fmt.Errorf("queue %d is not among those it is to agree with", order.QueueID)
	}
	if own.err != nil {
		return nil, runInput{}, own.err
	}
	in := own.input
	in.parts = slices.Concat([]InputPart{{"order", short(order)}}, in.parts[1:], others)
	in.hash = digest(in.parts)
	return own.result, in, nil
}

// agreements returns what is known, computing it where nothing is.
func (f *Forecasts) agreements(ctx context.Context, scope auth.Scope, order RunOrder, known *agreements) ([]*agreement, error) {
	known.mutex.Lock()
	defer known.mutex.Unlock()
	if known.list != nil {
		return known.list, nil
	}
	list, err := f.agree(ctx, scope, order)
	known.list = list
	return list, err
}

// agree forecasts every queue of an order alone and makes those of one site and
// interval length agree with their total. A queue that cannot be forecast takes no
// part.
func (f *Forecasts) agree(ctx context.Context, scope auth.Scope, order RunOrder) ([]*agreement, error) {
	list := make([]*agreement, len(order.Together))
	groups := map[string][]*agreement{}
	var names []string // in order of appearance
	for i, queue := range order.Together {
		of := order
		of.QueueID, of.Adapted = queue, nil
		result, in, err := f.alone(ctx, scope, of)
		list[i] = &agreement{queue: queue, result: result, input: in, err: err}
		switch {
		case err != nil && !hopeless(err):
			return nil, err
		case err == nil && in.History != nil:
			name := fmt.Sprint(in.Location, result.Grid.Minutes())
			if groups[name] == nil {
				names = append(names, name)
			}
			groups[name] = append(groups[name], list[i])
		}
	}
	for _, name := range names {
		if err := reconcile(ctx, groups[name], len(order.Together)); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// hopeless reports whether an error says that a queue cannot be forecast, which is
// no reason not to forecast others.
func hopeless(err error) bool {
	var horizon *model.HorizonError
	var driver *model.DriverError
	return errors.As(err, &horizon) || errors.As(err, &driver) || errors.Is(err, model.ErrNoUsableDay) || errors.Is(err, ErrNoHistory)
}

// Queues of fewer contacts an interval than this are forecast as a group and given
// their shares: alone they are noise. A share leans on the queue's share of all
// slots by as much as so many contacts of the slot would.
const (
	sparseContacts = 2
	shareKappa     = 200
	shareDays      = 56
)

// reconcile makes queues agree with their total. Where too few have enough history
// in common they are left as they are, and say so.
func reconcile(ctx context.Context, group []*agreement, asked int) error {
	total, err := forecastSum(ctx, group)
	var few *model.SharedDaysError
	if len(group) < 2 || errors.As(err, &few) || err != nil && hopeless(err) {
		for _, a := range group {
			a.tell(model.Note{Code: model.NoteTooLittleShared, Args: map[string]string{"queues": strconv.Itoa(asked)}})
		}
		return nil
	}
	if err != nil {
		return err
	}
	before := make([]*model.Result, len(group))
	for i, a := range group {
		before[i] = a.result
	}
	if err := split(ctx, group); err != nil {
		return err
	}
	results := make([]*model.Result, len(group))
	for i, a := range group {
		results[i] = a.result
	}
	agreed, err := model.Reconcile(results, total)
	if err != nil {
		return err
	}
	for i, a := range group {
		a.result = agreed[i]
		a.tell(model.Note{Code: model.NoteReconciled, Args: map[string]string{
			"queues": strconv.Itoa(len(group)), "percent": strconv.FormatFloat(100*moved(before[i].Mean, agreed[i].Mean), 'f', 1, 64),
		}})
	}
	return nil
}

// tell adds a note to the forecast, whose notes others may share.
func (a *agreement) tell(n model.Note) {
	noted := *a.result
	noted.Notes = append(noted.Notes[:len(noted.Notes):len(noted.Notes)], n)
	a.result = &noted
}

// moved is by how much of the whole intervals were changed.
func moved(before, after []float64) float64 {
	changed, whole := 0.0, 0.0
	for i, v := range before {
		changed += math.Abs(after[i] - v)
		whole += v
	}
	if whole == 0 {
		return 0
	}
	return changed / whole
}

// forecastSum forecasts queues as if they were one, which all their drivers move.
func forecastSum(ctx context.Context, group []*agreement) (*model.Result, error) {
	histories := make([]*model.History, len(group))
	for i, a := range group {
		histories[i] = a.input.History
	}
	sum, err := model.SumHistories(histories)
	if err != nil {
		return nil, err
	}
	in := group[0].input.Input
	in.History, in.Drivers = sum, nil
	for _, a := range group {
		for _, d := range a.input.Drivers {
			if !slices.ContainsFunc(in.Drivers, func(known model.Driver) bool { return known.Code == d.Code }) {
				in.Drivers = append(in.Drivers, d)
			}
		}
	}
	return model.Run(ctx, in)
}

// split gives queues with few contacts their share of the forecast of all such.
func split(ctx context.Context, group []*agreement) error {
	var sparse []*agreement
	for _, a := range group {
		if a.result.Sparse(sparseContacts) {
			sparse = append(sparse, a)
		}
	}
	if len(sparse) < 2 {
		return nil
	}
	whole, err := forecastSum(ctx, sparse)
	var few *model.SharedDaysError
	if errors.As(err, &few) || err != nil && hopeless(err) {
		return nil
	}
	if err != nil {
		return err
	}
	counts, results := make([][]float64, len(sparse)), make([]*model.Result, len(sparse))
	for i, a := range sparse {
		counts[i], results[i] = a.input.History.RecentSlots(recently(whole.Grid)), a.result
	}
	for i, r := range model.SplitShares(whole, results, coherent.Shares(counts, shareKappa)) {
		sparse[i].result = r
		sparse[i].tell(model.Note{Code: model.NoteShareOfGroup, Args: map[string]string{"queues": strconv.Itoa(len(sparse))}})
	}
	return nil
}

// recently is the first of the days whose contacts make shares.
func recently(g grid.Grid) grid.Date { return g.First().AddDays(-shareDays) }
