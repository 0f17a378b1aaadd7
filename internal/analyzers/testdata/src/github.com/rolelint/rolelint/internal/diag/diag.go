package diag

type Rule struct {
	ID, Category     string
	Severity         int
	Title, Why, What string
	Evidence         []string
}
