package vendors

import (
	"context"
	"fmt"
	"io"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/exchange"
	"github.com/muster-wfm/muster/workforce/grid"
)

// OrderDay is how many orders a day had.
type OrderDay struct {
	Day    grid.Date
	Orders int64
}

// mostOrders of a day.
const mostOrders = 1_000_000_000

// TakeOrders reads orders by day: columns day and orders. A day that is sent again
// takes the place of what was known; it returns how many days changed.
func (s *Voice) TakeOrders(ctx context.Context, scope auth.Scope, file io.Reader) (days []OrderDay, changed int64, err error) {
	if err := ownersOnly(scope); err != nil {
		return nil, 0, err
	}
	if days, err = readOrders(file); err != nil {
		return nil, 0, err
	}
	changed, err = s.PutOrders(ctx, scope, days)
	return days, changed, err
}

// PutOrders keeps the orders of days.
func (s *Voice) PutOrders(ctx context.Context, scope auth.Scope, days []OrderDay) (changed int64, err error) {
	err = s.store.InTx(ctx, scope, func(ctx context.Context) error {
		if changed, err = s.store.PutOrders(ctx, scope, days); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "voice_orders.import", "voice_orders", map[string]any{"days": len(days), "changed": changed})
	})
	return changed, err
}

func readOrders(file io.Reader) ([]OrderDay, error) {
	t, err := readTable(file)
	if err != nil {
		return nil, err
	}
	day, orders := t.column("day", "date"), t.column("orders")
	if day < 0 || orders < 0 {
		return nil, faultsOf(1, "day", fmt.Sprint(t.header), "columns day and orders", problem.Wanting(problem.Column, "day, orders"))
	}
	var faults exchange.Faults
	seen := map[grid.Date]int{}
	var out []OrderDay
	for i := range t.rows {
		line := i + 2
		d, err := grid.ParseDate(t.cell(i, day))
		if err != nil {
			faults.Add(line, "day", t.cell(i, day), "a day such as 2026-03-02", problem.Wanting(problem.DayText))
			continue
		}
		n, ok := wholeNumber(t.cell(i, orders))
		if !ok || n > mostOrders {
			faults.Add(line, "orders", t.cell(i, orders), "a whole number of 0 or more", problem.Wanting(problem.AtLeastWhole))
		}
		if first, twice := seen[d]; twice {
			faults.Add(line, "day", d.String(), fmt.Sprintf("each day once; it is on line %d", first), problem.Wanting(problem.OwnLine, first))
		}
		seen[d], out = line, append(out, OrderDay{d, n})
	}
	return out, faults.Err()
}
