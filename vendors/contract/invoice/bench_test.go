package invoice_test

import (
	"fmt"
	"syscall"
	"testing"
	"time"

	"github.com/muster-wfm/muster/vendors/contract/invoice"
)

// processorTime is what this process has used, in seconds: neighbours on the
// machine disturb it less than the clock.
func processorTime(b *testing.B) float64 {
	b.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return float64(used.Utime.Nano()+used.Stime.Nano()) / 1e9
}

// month is as many contacts by minutes, each with its line; some of everything is
// wrong.
func month(lines int) (invoice.Invoice, invoice.Order) {
	events, billed := make([]invoice.Event, lines), make([]invoice.Line, lines)
	for i := range events {
		begin := at(0, 0, 0).Add(time.Duration(i) * 13 * time.Second)
		events[i] = invoice.Event{
			Ref: fmt.Sprint("e", i), Rate: "minute", Agent: fmt.Sprint("a", i%400), Customer: fmt.Sprint("c", i%60_000), Day: monday.AddDays(i * 30 / lines),
			Begins: begin, Ends: begin.Add(200 * time.Second), Talk: int64(5 + i%300), Wrap: int64(i % 90), OffRoster: i%101 == 0, Uncertified: i%211 == 0,
		}
		billed[i] = line(i+1, events[i].Ref, "minute", "3.1", "0.60", 186)
		if i%97 == 0 && i > 0 {
			billed[i].Ref = events[i-1].Ref
		}
	}
	o := order(events...)
	o.Rules[1].RepeatWithin = 2 * time.Hour
	return bill(billed...), o
}

func BenchmarkReconcile200000Lines(b *testing.B) {
	v, o := month(200_000)
	start := processorTime(b)
	for b.Loop() {
		if _, err := invoice.Reconcile(v, o); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric((processorTime(b)-start)/float64(b.N), "cpu-s/month")
}
