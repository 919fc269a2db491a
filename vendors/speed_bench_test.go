package vendors_test

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/govalues/decimal"

	"github.com/muster-wfm/muster/internal/database/databasetest"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/contract"
	"github.com/muster-wfm/muster/vendors/contract/invoice"
	"github.com/muster-wfm/muster/vendors/contract/metric"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// The size of issue 6: 50 vendors over 24 months, 40 metrics of each, from 50 million
// intervals. MUSTER_BENCH_INTERVALS makes it smaller.
const (
	benchVendors, benchMonths, benchLevels = 50, 24, 40
	benchIntervals                         = 50_000_000
	benchDays                              = 730
	benchQuarters                          = 96 // intervals of a queue's day
)

// BenchmarkScorecards50Vendors computes all cards from PostgreSQL, warm. Making the
// intervals takes minutes and about 200 bytes for each on the disk.
func BenchmarkScorecards50Vendors(b *testing.B) {
	rows := benchIntervals
	if text := os.Getenv("MUSTER_BENCH_INTERVALS"); text != "" {
		var err error
		if rows, err = strconv.Atoi(text); err != nil {
			b.Fatal(err)
		}
	}
	c := newCentre(b, databasetest.OpenPostgres(b))
	o := newOwing(b, c)
	list := benchProgrammes(b, c)
	kept := benchCounts(b, c, list, rows)
	last := vendors.MonthOf(day("2026-02-01"))
	cards := func() (n int) {
		for _, p := range list {
			card, err := o.statements.Scorecard(b.Context(), c.scope, p.ID, last, benchMonths-1)
			if err != nil {
				b.Fatal(err)
			}
			if len(card.Lines) != benchLevels || len(card.Before) != benchMonths-1 || !card.Before[0].Counted || card.Interval.Draws == 0 {
				b.Fatalf("a card of %d levels and %d months before it, counted %t; want %d and %d", len(card.Lines), len(card.Before), card.Before[0].Counted, benchLevels, benchMonths-1)
			}
			n += 1 + len(card.Before)
		}
		return n
	}
	cards() // warm
	b.ResetTimer()
	made := 0
	for range b.N {
		made += cards()
	}
	b.ReportMetric(b.Elapsed().Seconds()/float64(b.N), "s/all")
	b.ReportMetric(float64(made)/float64(b.N), "cards")
	b.ReportMetric(float64(kept), "intervals")
}

// benchProgrammes are vendors, each with a contract of forty levels.
func benchProgrammes(b *testing.B, c *centre) []vendors.Programme {
	b.Helper()
	v := terms("2024-01-01", "")
	v.TakeOrPay, v.Levels = nil, nil
	for _, m := range metric.Library() {
		if m.Direction != metric.Higher && m.Direction != metric.Lower || len(v.Levels) == benchLevels {
			continue
		}
		level := contract.Level{Metric: m.Code, Base: dec("0.5"), Target: dec("0.9"), Weight: dec("2.5")}
		if m.Direction == metric.Lower {
			level.Base, level.Target = level.Target, level.Base
		}
		v.Levels = append(v.Levels, level)
	}
	var list []vendors.Programme
	for i := range benchVendors {
		code := fmt.Sprintf("B%02d", i)
		c.employers[code] = must(c.workforce.Employers.Create(b.Context(), c.scope, workforce.Employer{Code: code, Name: code, Kind: workforce.Vendor}))(b).ID
		p := c.programme(code, contract.SimpleCall)
		p.From = day("2024-01-01")
		p = must(c.Create(b.Context(), c.scope, p))(b)
		draft := must(c.Draft(b.Context(), c.scope, p.ID, v, ""))(b)
		must(c.PutInForce(b.Context(), c.scope, p.ID, draft.ID, draft.Version, false))(b)
		list = append(list, p)
	}
	return list
}

// benchCounts fills intervals by the database itself, and sums them by day and month
// as every delivery does. Each queue has a part of the counts, so that rows are small.
func benchCounts(b *testing.B, c *centre, list []vendors.Programme, rows int) int64 {
	b.Helper()
	first := day("2024-03-01")
	epochDay := grid.MustDate("1970-01-01").DaysUntil(first)
	queues := max(1, (rows+benchVendors*benchDays*benchQuarters/2)/(benchVendors*benchDays*benchQuarters))
	if err := c.db.EnsurePartitions(b.Context(), "programme_counts", first.Start(time.UTC), first.AddDays(benchDays+1).Start(time.UTC)); err != nil {
		b.Fatal(err)
	}
	var kept int64
	for _, p := range list {
		err := c.db.InTx(b.Context(), c.scope, func(ctx context.Context) error {
			for q := range queues {
				part := benchPart(q, queues)
				made := c.db.Tx(ctx).Exec("INSERT INTO programme_counts (tenant_id, programme_id, queue_id, source, start, day, batch_id, "+strings.Join(part, ", ")+") "+
					"SELECT 1, ?, ?, 'switch', timestamptz '2024-03-01 00:00+00' + make_interval(days => d, mins => 15 * k), ? + d, 1"+strings.Repeat(", 3 + (d + k + ?) % 5", len(part))+
					" FROM generate_series(0, ?) d, generate_series(0, ?) k", benchArguments(p.ID, int64(q+1), epochDay, len(part))...)
				if made.Error != nil {
					return made.Error
				}
				kept += made.RowsAffected
			}
			names, sums := strings.Join(vendors.CountNames, ", "), "sum("+strings.Join(vendors.CountNames, "), sum(")+")"
			if err := c.db.Tx(ctx).Exec("INSERT INTO programme_days (tenant_id, programme_id, queue_id, source, day, "+names+") SELECT tenant_id, programme_id, queue_id, source, day, "+sums+
				" FROM programme_counts WHERE tenant_id = 1 AND programme_id = ? GROUP BY tenant_id, programme_id, queue_id, source, day", p.ID).Error; err != nil {
				return err
			}
			return c.db.Tx(ctx).Exec("INSERT INTO programme_months (tenant_id, programme_id, queue_id, source, month, "+names+") SELECT tenant_id, programme_id, queue_id, source, "+
				"CAST(extract(year FROM date '1970-01-01' + CAST(day AS int)) * 12 + extract(month FROM date '1970-01-01' + CAST(day AS int)) - 1 AS bigint) AS m, "+sums+
				" FROM programme_days WHERE tenant_id = 1 AND programme_id = ? GROUP BY tenant_id, programme_id, queue_id, source, m", p.ID).Error
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	return kept
}

// benchPart is the counts that a queue has: every count is some queue's.
func benchPart(q, queues int) []string {
	var part []string
	for i, name := range vendors.CountNames {
		if i%queues == q {
			part = append(part, name)
		}
	}
	return part
}

func benchArguments(programme, queue int64, epochDay, counts int) []any {
	list := []any{programme, queue, epochDay}
	for i := range counts {
		list = append(list, i)
	}
	return append(list, benchDays-1, benchQuarters-1)
}

// BenchmarkInvoice200000Lines takes an invoice of 200,000 lines from the file to its
// kept result on PostgreSQL, against the evidence of a month.
func BenchmarkInvoice200000Lines(b *testing.B) {
	const lines = 200_000
	c := newCentre(b, databasetest.OpenPostgres(b))
	o := newOwing(b, c)
	var file strings.Builder
	file.WriteString("kind,rate,day,quantity,price,amount,currency,ref\n")
	events := make([]invoice.Event, lines)
	for i := range events {
		day := day("2026-02-01").AddDays(i % 28)
		begins := day.Start(time.UTC).Add(9*time.Hour + time.Duration(i/28)*4*time.Second)
		events[i] = invoice.Event{
			Ref: fmt.Sprintf("c%d", i), Rate: "call", Day: day, Begins: begins, Ends: begins.Add(200 * time.Second), Agent: fmt.Sprintf("a%d", i), Customer: fmt.Sprintf("k%d", i),
			Talk: 180, Wrap: 20, Quantity: decimal.One,
		}
		price := "0.85"
		if i%1000 == 0 {
			price = "0.90" // two hundred queries
		}
		fmt.Fprintf(&file, "usage,call,%v,1,%s,%s,CNY,c%d\n", day, price, price, i)
	}
	o.take(b, c.scope, vendors.FromSwitch, "start,answered,handled\n2026-02-03 09:00,200000,200000\n")
	must(o.statements.TakeEvents(b.Context(), c.scope, o.kestrel.ID, events))(b)
	text := file.String()
	b.ResetTimer()
	for i := range b.N {
		order := vendors.InvoiceOrder{ProgrammeID: o.kestrel.ID, Month: february, Number: fmt.Sprintf("K-%d", i), Name: "feb.csv"}
		v := must(o.statements.TakeInvoice(b.Context(), c.scope, order, strings.NewReader(text)))(b)
		if v.LineCount != lines || v.Open() < lines/1000 {
			b.Fatalf("%d lines, %d open; want %d and at least %d", v.LineCount, v.Open(), lines, lines/1000)
		}
		b.ReportMetric(float64(v.Open()), "queries")
	}
	b.ReportMetric(b.Elapsed().Seconds()/float64(b.N), "s/invoice")
}
