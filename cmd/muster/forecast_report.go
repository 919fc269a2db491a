package main

import (
	"encoding/json"
	"io"
	"math"
	"time"

	"github.com/muster-wfm/muster/forecast/model"
)

// The report's shapes. Ratios are 0..1, durations seconds, slots are written
// as what the clock shows; a figure that cannot be worked out is null.
type (
	forecastReport struct {
		Series []seriesReport `json:"series"`
	}

	seriesReport struct {
		Series      string            `json:"series"`
		From        string            `json:"from"`
		Days        int               `json:"days"`
		IntervalMin int               `json:"interval_minutes"`
		Combination combinationReport `json:"combination"`
		Candidates  []candidateReport `json:"candidates"`
		Reference   scoreReport       `json:"reference_median_6w"`
		ByLead      []leadReport      `json:"by_lead_days"`
		Origins     []originReport    `json:"backtest_origins"`
		Coverage    []coverageReport  `json:"coverage"`
		Flagged     []flagReport      `json:"flagged"`
		Drivers     []driverReport    `json:"drivers"`
		Effects     []effectReport    `json:"effects"`
		DayTotals   []totalReport     `json:"day_totals"`
		WeekTotals  []totalReport     `json:"week_totals"`
		Notes       []string          `json:"notes"`
		Quality     qualityReport     `json:"quality"`
		Seconds     float64           `json:"seconds"`
		Intervals   []intervalReport  `json:"intervals,omitempty"`
	}

	qualityReport struct {
		Grade   string         `json:"grade"` // good, fair or poor
		Reasons []reasonReport `json:"reasons"`
	}

	reasonReport struct {
		Code string `json:"code"`
		Text string `json:"text"`
	}

	scoreReport struct {
		WAPE    *float64 `json:"wape"`
		DayWAPE *float64 `json:"day_wape"`
		MASE    *float64 `json:"mase"`
		Bias    *float64 `json:"bias"`
		RMSE    *float64 `json:"rmse"`
		N       int      `json:"intervals"`
	}

	combinationReport struct {
		Members []string    `json:"members"`
		Rule    string      `json:"rule"`
		Score   scoreReport `json:"score"`
	}

	candidateReport struct {
		Name   string       `json:"name"`
		Family string       `json:"family"`
		Member bool         `json:"member"`
		Why    string       `json:"why"`
		Score  scoreReport  `json:"score"`
		ByLead []leadReport `json:"by_lead_days"`
	}

	leadReport struct {
		From  int         `json:"from"`
		To    int         `json:"to,omitempty"`
		Score scoreReport `json:"score"`
	}

	originReport struct {
		Origin string      `json:"origin"`
		Days   int         `json:"days"`
		Score  scoreReport `json:"score"`
	}

	coverageReport struct {
		From  int     `json:"from"`
		To    int     `json:"to,omitempty"`
		Level float64 `json:"level"`
		Share float64 `json:"share"`
		N     int     `json:"intervals"`
	}

	flagReport struct {
		Date     string  `json:"date"`
		From     string  `json:"from"`
		To       string  `json:"to"`
		Reason   string  `json:"reason"`
		Observed float64 `json:"observed"`
		Expected float64 `json:"expected"`
	}

	totalReport struct {
		First    string       `json:"first"`
		Last     string       `json:"last"`
		Contacts float64      `json:"contacts"`
		Bands    []bandReport `json:"bands"`
	}

	bandReport struct {
		Level float64 `json:"level"`
		Lo    float64 `json:"lo"`
		Hi    float64 `json:"hi"`
	}

	intervalReport struct {
		Start    string       `json:"start"`
		Contacts float64      `json:"contacts"`
		Bands    []bandReport `json:"bands"`
		AHT      *float64     `json:"aht_s"`
	}
)

func writeReport(path string, made []seriesForecast) error {
	out, err := openOutput(path)
	if err != nil {
		return err
	}
	defer out.drop()
	if err := writeJSON(out, reportOf(made, false)); err != nil {
		return err
	}
	return out.keep()
}

func writeJSON(w io.Writer, document any) error {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(document)
}

// reportOf turns forecasts into the report; with intervals it holds the
// forecast itself too, and no timing, so that equal input gives equal bytes.
func reportOf(made []seriesForecast, intervals bool) forecastReport {
	report := forecastReport{Series: []seriesReport{}}
	for _, s := range made {
		one := s.report()
		if intervals {
			one.Seconds, one.Intervals = 0, s.intervals()
		}
		report.Series = append(report.Series, one)
	}
	return report
}

func (s seriesForecast) report() seriesReport {
	r := s.result
	out := seriesReport{
		Series: s.name, From: r.Grid.First().String(), Days: r.Grid.Days(), IntervalMin: r.Grid.Minutes(),
		Combination: combinationReport{Members: r.Combination.Members, Rule: r.Combination.Rule, Score: scoreOf(r.Combination.Score)},
		Reference:   scoreOf(r.Reference),
		Candidates:  []candidateReport{}, ByLead: leadsOf(r.ByLead), Origins: []originReport{}, Coverage: []coverageReport{}, Flagged: []flagReport{},
		Drivers: driverReports(r), Effects: effectReports(r),
		DayTotals: totalsOf(r.Days), WeekTotals: totalsOf(r.Weeks), Notes: append([]string{}, s.notes...), Seconds: s.seconds,
	}
	for _, c := range r.Candidates {
		out.Candidates = append(out.Candidates, candidateReport{
			Name: c.Name, Family: c.Family, Member: c.Member, Why: c.Why.String(), Score: scoreOf(c.Score), ByLead: leadsOf(c.ByLead),
		})
	}
	out.Quality = qualityReport{Grade: string(r.Quality.Grade), Reasons: []reasonReport{}}
	for _, n := range r.Quality.Reasons {
		out.Quality.Reasons = append(out.Quality.Reasons, reasonReport{string(n.Code), n.String()})
	}
	for _, n := range r.Notes {
		out.Notes = append(out.Notes, n.String())
	}
	for _, o := range r.Origins {
		out.Origins = append(out.Origins, originReport{Origin: o.Origin.String(), Days: o.Days, Score: scoreOf(o.Score)})
	}
	for _, c := range r.Coverage {
		out.Coverage = append(out.Coverage, coverageReport{From: c.Bucket.From, To: c.Bucket.To, Level: c.Level, Share: c.Share, N: c.N})
	}
	for _, f := range r.Flags {
		out.Flagged = append(out.Flagged, flagReport{
			Date: f.Date.String(), From: clock(f.From * r.Grid.Minutes()), To: clock(f.To * r.Grid.Minutes()),
			Reason: f.Reason.Text(), Observed: f.Observed, Expected: f.Expected,
		})
	}
	return out
}

func leadsOf(scores []model.BucketScore) []leadReport {
	out := []leadReport{}
	for _, b := range scores {
		out = append(out, leadReport{From: b.Bucket.From, To: b.Bucket.To, Score: scoreOf(b.Score)})
	}
	return out
}

func (s seriesForecast) intervals() []intervalReport {
	r := s.result
	out := []intervalReport{}
	for i, mean := range r.Mean {
		if !r.Open[i] {
			continue
		}
		one := intervalReport{Start: r.Grid.Start(i).Format(time.RFC3339), Contacts: mean, Bands: []bandReport{}}
		for _, b := range r.Bands {
			one.Bands = append(one.Bands, bandReport{Level: b.Level, Lo: b.Lo[i], Hi: b.Hi[i]})
		}
		if r.HandleSeconds != nil {
			one.AHT = known(r.HandleSeconds[i])
		}
		out = append(out, one)
	}
	return out
}

func totalsOf(totals []model.Total) []totalReport {
	out := []totalReport{}
	for _, t := range totals {
		one := totalReport{First: t.First.String(), Last: t.Last.String(), Contacts: t.Mean, Bands: []bandReport{}}
		for _, b := range t.Bands {
			one.Bands = append(one.Bands, bandReport{Level: b.Level, Lo: b.Lo, Hi: b.Hi})
		}
		out = append(out, one)
	}
	return out
}

func scoreOf(s model.Score) scoreReport {
	return scoreReport{WAPE: known(s.WAPE), DayWAPE: known(s.DayWAPE), MASE: known(s.MASE), Bias: known(s.Bias), RMSE: known(s.RMSE), N: s.N}
}

// known is the figure, or nil where it is no number: JSON has no NaN.
func known(v float64) *float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	return &v
}

// clock writes minutes after midnight as a clock shows them.
func clock(minutes int) string {
	return time.Date(2000, 1, 1, minutes/60, minutes%60, 0, 0, time.UTC).Format("15:04")
}
