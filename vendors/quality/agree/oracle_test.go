package agree

import (
	"math"
	"slices"
	"testing"

	"github.com/muster-wfm/muster/internal/oracletest"
)

// classesOf reads columns of text as classes in alphabetic order.
func classesOf(t *testing.T, file string, columns ...string) (graders [][]int, classes int) {
	t.Helper()
	table := oracletest.CSV(t, "oracle", "vendors", "agreement", file)
	var names []string
	for _, column := range columns {
		_, seen := table.Index(column)
		names = append(names, seen...)
	}
	slices.Sort(names)
	names = slices.Compact(names)
	for _, column := range columns {
		var list []int
		for i := range table.Rows {
			list = append(list, slices.Index(names, table.Text(i, column)))
		}
		graders = append(graders, list)
	}
	return graders, len(names)
}

// countsOf turns graders' classes into counts by contact.
func countsOf(graders [][]int, classes int) [][]int {
	counts := make([][]int, len(graders[0]))
	for i := range counts {
		counts[i] = make([]int, classes)
		for _, g := range graders {
			counts[i][g[i]]++
		}
	}
	return counts
}

// R 4.2.2 with irr 0.84.
func TestCohenAsInTheReference(t *testing.T) {
	for _, c := range []struct {
		file, a, b string
		weighting  Weighting
		want, z    float64
	}{
		{"anxiety.csv", "rater1", "rater2", Unweighted, .119496855346, 1.163762},
		{"anxiety.csv", "rater1", "rater2", Linear, .189189189189, 1.415659},
		{"anxiety.csv", "rater1", "rater2", Quadratic, .29676511955, 1.340499},
		{"diagnoses.csv", "rater1", "rater2", Unweighted, .651162790698, math.NaN()},
		{"vision.csv", "r.eye", "l.eye", Unweighted, .595388828089, math.NaN()},
		{"vision.csv", "r.eye", "l.eye", Quadratic, .70233425249, math.NaN()},
	} {
		graders, classes := classesOf(t, c.file, c.a, c.b)
		got := oracletest.Must[Kappa](t)(Cohen(graders[0], graders[1], classes, c.weighting))
		oracletest.Near(t, c.file+" "+string(c.weighting), got.Value, c.want, 1e-10)
		if !math.IsNaN(c.z) {
			oracletest.Near(t, c.file+" z", got.Z, c.z, 1e-6)
		}
	}
}

func TestFleissAsInTheReference(t *testing.T) {
	graders, classes := classesOf(t, "diagnoses.csv", "rater1", "rater2", "rater3", "rater4", "rater5", "rater6")
	overall, byClass, err := Fleiss(countsOf(graders, classes))
	if err != nil {
		t.Fatal(err)
	}
	oracletest.Near(t, "diagnoses", overall.Value, .43024452006, 1e-10)
	oracletest.Near(t, "diagnoses z", overall.Z, 17.65183058, 1e-7)
	for k, want := range []Kappa{{.245, 5.192}, {.245, 5.192}, {.520, 11.031}, {.471, 9.994}, {.566, 12.009}} {
		oracletest.Near(t, "class", byClass[k].Value, want.Value, 5e-4)
		oracletest.Near(t, "class z", byClass[k].Z, want.Z, 5e-4)
	}
	// Ten subjects by fourteen raters, the textbook's example.
	overall, _, err = Fleiss([][]int{
		{0, 0, 0, 0, 14}, {0, 2, 6, 4, 2}, {0, 0, 3, 5, 6}, {0, 3, 9, 2, 0}, {2, 2, 8, 1, 1},
		{7, 7, 0, 0, 0}, {3, 2, 6, 3, 0}, {2, 5, 3, 2, 2}, {6, 5, 2, 1, 0}, {0, 2, 2, 3, 7},
	})
	if err != nil {
		t.Fatal(err)
	}
	oracletest.Near(t, "textbook", overall.Value, .209930704422, 1e-11)
}

func anxiety(t *testing.T) *oracletest.Table {
	return oracletest.CSV(t, "oracle", "vendors", "agreement", "anxiety.csv")
}

func TestKrippendorffAsInTheReference(t *testing.T) {
	var scores [][]float64
	for _, rater := range []string{"rater1", "rater2", "rater3"} {
		scores = append(scores, anxiety(t).Numbers(rater))
	}
	file := oracletest.CSV(t, "oracle", "vendors", "agreement", "krippendorff_canonical_4x12.csv")
	var canonical [][]float64
	for _, row := range file.Rows {
		list := make([]float64, len(row))
		for j, cell := range row {
			list[j] = math.NaN()
			if cell != "NA" {
				list[j] = float64(cell[0] - '0')
			}
		}
		canonical = append(canonical, list)
	}
	for scale, want := range map[Scale][2]float64{
		Nominal: {-.0324008498584, .743421052632}, Ordinal: {.221847851608, .815387503755},
		Interval: {.163065545244, .849107142857}, Ratio: {.134528470567, .797402774712},
	} {
		// Without gaps irr 0.84 counts each of a contact's six ordered pairs in full and
		// not as a half, so that it takes 120 values for the 60 there are.
		oracletest.Near(t, "anxiety "+string(scale), oracletest.Must[float64](t)(Krippendorff(scores, scale)), 1-(1-want[0])*(59./60)/(119./120), 1e-11)
		oracletest.Near(t, "canonical "+string(scale), oracletest.Must[float64](t)(Krippendorff(canonical, scale)), want[1], 1e-11)
	}
}

func TestIntraclassCorrelationsAsInTheReference(t *testing.T) {
	table := anxiety(t)
	var scores [][]float64
	for i := range table.Rows {
		scores = append(scores, []float64{table.Number(i, "rater1"), table.Number(i, "rater2"), table.Number(i, "rater3")})
	}
	c := oracletest.Must[*Correlations](t)(ICC(scores, .95))
	for what, pair := range map[string][2]Correlation{
		"one way":             {c.OneWaySingle, {.175022381379, -.077446575, .484336094}},
		"one way, mean":       {c.OneWayMean, {.388925729443, -.27492349, .73806512}},
		"consistency":         {c.ConsistencySingle, {.216049382716, -.046257885, .522259078}},
		"consistency of mean": {c.ConsistencyMean, {.452586206897, -.15292129, .76633080}},
		"agreement":           {c.AgreementSingle, {.197998259356, -.038910626, .493573946}},
	} {
		got, want := pair[0], pair[1]
		oracletest.Near(t, what, got.Value, want.Value, 1e-10)
		oracletest.Near(t, what+" low", got.Lo, want.Lo, 1e-8)
		oracletest.Near(t, what+" high", got.Hi, want.Hi, 1e-8)
	}
	oracletest.Near(t, "agreement of means", c.AgreementMean.Value, .425498753117, 1e-10)
	// irr puts the correlation of means where the formula has that of single grades,
	// so that its interval (-.137, .746) is not the step-up of its own of one grade.
	oracletest.Near(t, "agreement of means, low", c.AgreementMean.Lo, -.13730809, .015)
	oracletest.Near(t, "agreement of means, high", c.AgreementMean.Hi, .74632572, .015)
}
