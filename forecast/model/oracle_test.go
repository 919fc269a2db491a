package model

import (
	"bufio"
	"compress/gzip"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/muster-wfm/muster/workforce/grid"
)

// sharedData opens a file of the shared forecasting data, or skips the test
// where that is not on the machine.
func sharedData(t testing.TB, name string) *bufio.Scanner {
	t.Helper()
	dir := os.Getenv("MUSTER_SHARED")
	if dir == "" {
		dir = filepath.Join(repositoryRoot(t), "..", "shared")
	}
	file, err := os.Open(filepath.Join(dir, "data", "forecast", name))
	if os.IsNotExist(err) {
		t.Skipf("%v; set MUSTER_SHARED to the folder of shared data to run this test", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = file.Close() })
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(unzipped)
	lines.Scan() // the header
	return lines
}

// repositoryRoot is the folder of go.mod.
func repositoryRoot(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		if dir == filepath.Dir(dir) {
			t.Fatal("no go.mod above the test")
		}
		dir = filepath.Dir(dir)
	}
}

func number(t testing.TB, text string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func minute(t testing.TB, text string) time.Time {
	t.Helper()
	v, err := time.Parse("2006-01-02 15:04", text)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// bankCalls reads the calls of a North American bank in 2003 (Weinberg, Brown
// and Stroud 2007), by intervals of 5 or 30 minutes.
func bankCalls(t testing.TB, minutes int) *History {
	t.Helper()
	lines := sharedData(t, "bank_calls_"+strconv.Itoa(minutes)+"min.csv.gz")
	var list []Observation
	for lines.Scan() {
		cells := strings.Split(lines.Text(), ",")
		list = append(list, Observation{Start: minute(t, cells[0]), Contacts: number(t, cells[1])})
	}
	h, err := NewHistory(time.UTC, minutes, list)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// anonymousBank reads all queues of the other bank, added up, up to a day: its
// public record has January, February and October 1999.
func anonymousBank(t testing.TB, until string) *History {
	t.Helper()
	lines := sharedData(t, "anonymous_bank_30min_by_queue_aht.csv.gz")
	byStart := map[time.Time]*Observation{}
	var order []time.Time
	for lines.Scan() {
		cells := strings.Split(lines.Text(), ",")
		start := minute(t, cells[0])
		if !grid.DateOf(start).Before(grid.MustDate(until)) {
			continue
		}
		if byStart[start] == nil {
			byStart[start] = &Observation{Start: start}
			order = append(order, start)
		}
		byStart[start].Contacts += number(t, cells[2])
		byStart[start].Handled += number(t, cells[3])
		byStart[start].HandleSeconds += number(t, cells[5])
	}
	var list []Observation
	for _, start := range order {
		list = append(list, *byStart[start])
	}
	h, err := NewHistory(time.UTC, 30, list)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// held is a forecast against what the history holds of its horizon.
type held struct {
	errors, median, mean tally
	inside               [2]float64
	width                float64 // Σ of the 95 % band's interval scores
	scale                float64 // of MASE and MSIS: weekly naive error in what was known
	n                    float64
}

// msis is the mean scaled interval score of the 95 % band (Gneiting and Raftery,
// Journal of the American Statistical Association 102, 2007; as in M4).
func (h held) msis() float64 { return h.width / h.n / h.scale }

// holdOut forecasts two weeks from an origin and scores them, and the two
// simple averages beside them.
func holdOut(t testing.TB, h *History, origin string) held {
	t.Helper()
	from := grid.MustDate(origin)
	r := mustRun(t, Input{History: h, Location: time.UTC, From: from, Days: 14})
	k := h.First().DaysUntil(from)
	whole := newTraining(h, newAlmanac(Calendar{}, h.First(), h.Days()+14))
	actual := whole.observed()
	past := newTraining(h.before(k), whole.almanac)
	median, mean := reference.Fit(past), Averages{Weeks: 4}.Fit(past)
	out := held{scale: weeklyNaiveError(past.observed())}
	for d := 0; d < 14 && k+d < h.Days(); d++ {
		from, to := r.Grid.Day(d)
		out.errors.addDay(r.Mean[from:to], actual[k+d])
		out.median.addDay(median.Day(k+d), actual[k+d])
		out.mean.addDay(mean.Day(k+d), actual[k+d])
		for j, y := range actual[k+d] {
			if i := from + j; seen(y) && r.Mean[i] > 0 {
				out.n++
				lo, hi := r.Bands[1].Lo[i], r.Bands[1].Hi[i]
				out.width += hi - lo + 40*(max(0, lo-y)+max(0, y-hi))
				for b := range out.inside {
					out.inside[b] += indicator(y >= r.Bands[b].Lo[i] && y <= r.Bands[b].Hi[i])
				}
			}
		}
	}
	return out
}

func wape(t tally) float64 { return t.abs / t.actual }

var bankOrigins = []string{"2003-09-22", "2003-09-29", "2003-10-06", "2003-10-13"}

func TestBankCallsAreForecastWithinTheGates(t *testing.T) {
	h := bankCalls(t, 30)
	mean, worst, msis, inside, n := 0.0, 0.0, 0.0, [2]float64{}, 0.0
	for _, origin := range bankOrigins {
		got := holdOut(t, h, origin)
		t.Logf("%s: WAPE %.2f %%, median of 6 weeks %.2f %%, mean of 4 weeks %.2f %%", origin, 100*wape(got.errors), 100*wape(got.median), 100*wape(got.mean))
		if wape(got.errors) >= wape(got.median) || wape(got.errors) > 1.05*wape(got.mean) {
			t.Errorf("%s: WAPE %.4f; want below the %.4f of the median of 6 weeks and 1.05 times the %.4f of the mean of 4",
				origin, wape(got.errors), wape(got.median), wape(got.mean))
		}
		mean += wape(got.errors) / 4
		worst = max(worst, wape(got.errors))
		msis += got.msis() / 4
		n += got.n
		for b := range inside {
			inside[b] += got.inside[b]
		}
	}
	t.Logf("mean WAPE %.2f %%, worst %.2f %%, coverage %.1f and %.1f %%, MSIS95 %.2f", 100*mean, 100*worst, 100*inside[0]/n, 100*inside[1]/n, msis)
	if mean > .056 || worst > .063 || msis > 6.2 {
		t.Errorf("WAPE of four origins %.4f, the worst %.4f, MSIS95 %.2f; want at most 0.056, 0.063 and 6.2", mean, worst, msis)
	}
	for b, level := range []float64{.80, .95} {
		if share := inside[b] / n; math.Abs(share-level) > .04 {
			t.Errorf("%.0f %% bands hold %.3f of what came", 100*level, share)
		}
	}
}

func TestBankCallsByFiveMinutesAreForecastWithinTheGate(t *testing.T) {
	if os.Getenv("MUSTER_SOAK") == "" {
		t.Skip("takes seconds; set MUSTER_SOAK=1 to run it")
	}
	h := bankCalls(t, 5)
	total := 0.0
	for _, origin := range bankOrigins {
		got := holdOut(t, h, origin)
		t.Logf("%s: WAPE %.2f %%, median of 6 weeks %.2f %%", origin, 100*wape(got.errors), 100*wape(got.median))
		if wape(got.errors) >= wape(got.median) {
			t.Errorf("%s: WAPE %.4f, median of 6 weeks %.4f", origin, wape(got.errors), wape(got.median))
		}
		total += wape(got.errors)
	}
	if average := total / 4; average > .078 {
		t.Errorf("mean WAPE of four origins = %.4f, want at most 0.078", average)
	}
}

func TestASmallDriftingCentreIsForecastNoWorseThanItsMedian(t *testing.T) {
	got := holdOut(t, anonymousBank(t, "1999-03-01"), "1999-02-15")
	t.Logf("WAPE %.2f %%, median of 6 weeks %.2f %%", 100*wape(got.errors), 100*wape(got.median))
	if wape(got.errors) > .205 || wape(got.errors) > wape(got.median) {
		t.Errorf("WAPE %.4f; want at most 0.205 and the %.4f of the median of 6 weeks", wape(got.errors), wape(got.median))
	}
}

func TestHandleTimesGiveTheDaysWorkload(t *testing.T) {
	h := anonymousBank(t, "1999-03-01")
	k := h.First().DaysUntil(grid.MustDate("1999-02-15"))
	past := newTraining(h.before(k), newAlmanac(Calendar{}, h.First(), h.Days()))
	fitted := learnHandleTime(past)
	slot, day, lastWeek, seconds := 0.0, 0.0, 0.0, 0.0
	for d := k; d < h.Days(); d++ {
		forecast, naive, actual := 0.0, 0.0, 0.0
		for j := range h.Slots() {
			f := fitted.at(past.weekday(d), j) * h.handled[d][j]
			slot += math.Abs(f - h.seconds[d][j])
			forecast += f
			actual += h.seconds[d][j]
			if before := h.handled[d-7][j]; before > 0 {
				naive += h.seconds[d-7][j] / before * h.handled[d][j]
			}
		}
		day += math.Abs(forecast - actual)
		lastWeek += math.Abs(naive - actual)
		seconds += actual
	}
	t.Logf("workload with the true contacts: slot WAPE %.2f %%, day WAPE %.2f %%, last week's handle times %.1f %%", 100*slot/seconds, 100*day/seconds, 100*lastWeek/seconds)
	if day > .065*seconds || day >= lastWeek {
		t.Errorf("day workload WAPE %.4f; want at most 0.065 and below the %.4f of last week's handle times", day/seconds, lastWeek/seconds)
	}
}

// BenchmarkForecast measures a whole forecast of two weeks, back-test included,
// and what it comes to over the four origins, in the figures of the other
// packages' table (see docs/benchmarks.md).
func BenchmarkForecast(b *testing.B) {
	for _, minutes := range []int{30, 5} {
		b.Run(strconv.Itoa(minutes)+"min", func(b *testing.B) {
			h := bankCalls(b, minutes)
			results := make([]held, len(bankOrigins))
			run := func(i int) { results[i] = holdOut(b, h, bankOrigins[i]) }
			n, began := 0, userSeconds()
			for ; b.Loop(); n++ {
				run(n % len(bankOrigins))
			}
			spent := (userSeconds() - began) / float64(n)
			for ; n < len(bankOrigins); n++ {
				run(n) // the figures are of all origins, however few were timed
			}
			reportAccuracy(b, results)
			b.ReportMetric(spent, "cpu-s/fit")
		})
	}
}

// reportAccuracy reports the mean over the origins, each of which counts alike.
func reportAccuracy(b *testing.B, results []held) {
	figures := map[string]float64{}
	for _, r := range results {
		errors, share := r.errors, 1/float64(len(results))
		score := errors.score(r.scale)
		figures["worst-WAPE%"] = max(figures["worst-WAPE%"], 100*score.WAPE)
		for unit, value := range map[string]float64{
			"WAPE%": 100 * score.WAPE, "day-WAPE%": 100 * score.DayWAPE, "MASE": score.MASE, "RMSE": score.RMSE, "MSIS95": r.msis(),
			"cov80%": 100 * r.inside[0] / r.n, "cov95%": 100 * r.inside[1] / r.n,
		} {
			figures[unit] += share * value
		}
	}
	for unit, value := range figures {
		b.ReportMetric(value, unit)
	}
}
