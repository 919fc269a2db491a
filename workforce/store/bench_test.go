package store_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/database/databasetest"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// benchmarkPeople is the size of the largest demonstration centre.
const benchmarkPeople = 5_000

var engines = map[string]func(testing.TB) *database.DB{
	"sqlite": databasetest.OpenSQLite, "postgres": databasetest.OpenPostgres,
}

func BenchmarkCreatePeople(b *testing.B) {
	for name, open := range engines {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				c := newCentre(b, open(b), auth.SystemScope(1))
				people := c.many(benchmarkPeople)
				b.StartTimer()
				if _, err := c.CreatePeople(b.Context(), c.all, people); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(benchmarkPeople*b.N)/b.Elapsed().Seconds(), "people/s")
		})
	}
}

func BenchmarkImportPeopleUnchanged(b *testing.B) {
	for name, open := range engines {
		b.Run(name, func(b *testing.B) {
			c := newCentre(b, open(b), auth.SystemScope(1))
			var file strings.Builder
			file.WriteString(header)
			for i := range benchmarkPeople {
				fmt.Fprintf(&file, "%05d,Person %d,,LDS,OWN,LDS-1,FULL,billing,2025-01-06,\n", i, i)
			}
			take := func() {
				if _, err := c.ImportPeople(b.Context(), c.all, strings.NewReader(file.String()), workforce.ImportOptions{}); err != nil {
					b.Fatal(err)
				}
			}
			take()
			for b.Loop() {
				take()
			}
			b.ReportMetric(float64(benchmarkPeople*b.N)/b.Elapsed().Seconds(), "people/s")
		})
	}
}

func BenchmarkPlanning(b *testing.B) {
	for name, open := range engines {
		b.Run(name, func(b *testing.B) {
			c := newCentre(b, open(b), auth.SystemScope(1))
			if _, err := c.CreatePeople(b.Context(), c.all, c.many(benchmarkPeople)); err != nil {
				b.Fatal(err)
			}
			from := grid.MustDate("2026-03-02")
			for b.Loop() {
				if _, err := c.Planning(b.Context(), c.all, c.leeds.ID, from, from.AddDays(27), workforce.Filter{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// many people of the centre, with everything a person has.
func (c *centre) many(n int) []workforce.Person {
	people := make([]workforce.Person, n)
	for i := range people {
		people[i] = c.person(fmt.Sprintf("%05d", i))
	}
	return people
}
