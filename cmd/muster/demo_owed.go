package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	govalues "github.com/govalues/decimal"

	"github.com/muster-wfm/muster/cmd/muster/wire"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/demo"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/contract/invoice"
	"github.com/muster-wfm/muster/vendors/contract/metric"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// demoClosed is how many months of the first partner are closed before the last one,
// whose invoice waits for somebody.
const demoClosed = 2

// oweDemo gives every programme of the centre months of counts; the partner whose
// coordinator has an account has closed months, and an invoice with errors to find.
func oweDemo(ctx context.Context, m *wire.Services, centre demo.Centre) error {
	scope := auth.SystemScope(wire.MainTenant)
	list, err := m.Programmes.List(ctx, scope, vendors.ProgrammeQuery{})
	if err != nil {
		return err
	}
	for i, p := range list {
		if err := countDemo(ctx, m, centre, p, 0.04+0.06*float64(i%3)); err != nil {
			return fmt.Errorf("counts of programme %s: %w", p.Code, err)
		}
	}
	at := slices.IndexFunc(list, func(p vendors.Programme) bool { return p.EmployerID == centre.Employers["KESTREL"] })
	if at < 0 {
		return nil
	}
	return billDemo(ctx, m, centre, list[at])
}

// countDemo delivers what came of a programme's first queue, and how a partner
// counts it.
func countDemo(ctx context.Context, m *wire.Services, centre demo.Centre, p vendors.Programme, weak float64) error {
	if len(p.Queues) == 0 {
		return nil
	}
	site := centre.Sites[slices.IndexFunc(centre.Sites, func(s workforce.Site) bool { return s.ID == p.SiteID })]
	counted, stated, err := demo.PartnerPast(demo.Partner{Code: p.Code, QueueID: p.Queues[0].QueueID, Zone: site.Zone, Today: centre.Today, Size: centre.People, Weak: weak}, 1)
	if err != nil {
		return err
	}
	batches := map[vendors.Source][]demo.PartnerRow{vendors.FromSwitch: counted}
	if p.Mode != contract.InHouse && p.Mode != contract.Bot {
		batches[vendors.FromVendor] = stated
	}
	for source, rows := range batches {
		kept := make([]vendors.CountRow, len(rows))
		for i, r := range rows {
			kept[i] = vendors.CountRow{QueueID: r.QueueID, Start: r.Start, Day: r.Day, Counts: metric.Counts(r.Counts)}
		}
		if _, err := m.Counts.Record(ctx, auth.SystemScope(wire.MainTenant), vendors.CountBatch{ProgrammeID: p.ID, Source: source, Name: "demonstration"}, kept); err != nil {
			return err
		}
	}
	return nil
}

// billDemo closes months of a partner, and sends the invoice of the last one.
func billDemo(ctx context.Context, m *wire.Services, centre demo.Centre, p vendors.Programme) error {
	scope := auth.SystemScope(wire.MainTenant)
	if who := slices.IndexFunc(centre.Accounts, func(a demo.Account) bool { return a.Role == auth.VendorManager }); who >= 0 {
		scope = scope.WithActor(centre.Accounts[who].ID)
	}
	defer func(clock func() time.Time) { m.Statements.Now = clock }(m.Statements.Now)
	m.Statements.Now = func() time.Time { return centre.Today.Start(time.UTC).Add(9 * time.Hour) }
	last := vendors.MonthOf(centre.Today) - 1
	for month := last - demoClosed; month < last; month++ {
		s, err := m.Statements.Statement(ctx, scope, p.ID, month)
		if err != nil {
			return err
		}
		for _, c := range s.Credits {
			if _, err := m.Statements.MoveCredit(ctx, scope, vendors.CreditOrder{ProgrammeID: p.ID, Month: month, Metric: c.Metric, To: vendors.CreditAgreed}); err != nil {
				return err
			}
		}
		if _, err := m.Statements.Close(ctx, scope, p.ID, month); err != nil {
			return err
		}
	}
	history, err := m.Statements.History(ctx, scope, p.ID)
	if err != nil {
		return err
	}
	terms, err := history.On(last.Last())
	if err != nil || len(terms.Rates) == 0 {
		return err
	}
	lines, err := m.Statements.Expected(ctx, scope, p.ID, last)
	if err != nil || len(lines) < 20 {
		return err
	}
	order := vendors.InvoiceOrder{ProgrammeID: p.ID, Month: last, Number: p.Code + "-" + last.String(), Name: "invoice " + last.String() + ".csv"}
	_, err = m.Statements.TakeInvoice(ctx, scope, order, strings.NewReader(demoInvoice(lines)))
	return err
}

// demoInvoice writes lines with what goes wrong in invoices: a price of next year, a
// day billed twice, one that is too long, and no word of the credits.
func demoInvoice(lines []invoice.Line) string {
	var out strings.Builder
	out.WriteString("kind,rate,ref,day,quantity,price,amount,currency\n")
	write := func(l invoice.Line, price, quantity govalues.Decimal) {
		amount, err := price.Mul(quantity)
		if err != nil {
			return
		}
		fmt.Fprintf(&out, "%s,%s,%s,%s,%s,%s,%s,%s\n", l.Kind, l.Rate, l.Ref, dayText(l.Day), quantity, price, amount.Round(2), l.Amount.Currency)
	}
	for i, l := range lines {
		switch i {
		case 3:
			dearer, err := l.Price.Mul(govalues.MustParse("1.06"))
			if err == nil {
				write(l, dearer.Round(2), l.Quantity)
			}
		case 8:
			write(l, l.Price, l.Quantity)
			write(l, l.Price, l.Quantity)
		case 14:
			more, err := l.Quantity.Add(govalues.MustNew(120, 0))
			if err == nil {
				write(l, l.Price, more)
			}
		default:
			write(l, l.Price, l.Quantity)
		}
	}
	return out.String()
}

func dayText(d grid.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}
