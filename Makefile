# Short names for the commands that the README explains. Each also runs
# without make.

.PHONY: run test check bench bench-delivery bench-peers soak simulate fuzz lint mutate

run: ## the coach: in the terminal, or on Telegram with TELEGRAM_BOT_TOKEN
	go run ./bot

test: ## every test, on SQLite and PostgreSQL
	bash .ci/test

check: ## what continuous integration runs
	bash .ci/run

lint:
	go tool -modfile=.ci/tools/go.mod golangci-lint run ./...

bench: ## speed and memory
	go test -run '^$$' -bench . -benchmem ./...

bench-delivery: ## the whole bot beside an echo bot: messages a second, waits, memory
	go test -run '^$$' -bench Delivery -benchtime 1x -timeout 30m ./bot

bench-peers: ## the coach beside others' programs in turns: the ratios (npm installs the others)
	go test -run '^$$' -bench Peers -benchtime 1x -timeout 30m ./bot

soak: ## the long tests at full scale: kills, faults, failovers, years of nudges
	SOAK=1 go test -count=1 -timeout 3h -run 'Soak|Simulation|Life' -v ./...

simulate: ## the tables of docs/question.md, at full scale
	SOAK=1 go test -count=1 -timeout 3h -run Simulation -v ./coach/question

fuzz: ## half a minute of each fuzz target
	@for dir in $$(git grep -l '^func Fuzz' -- '*_test.go' | xargs -n1 dirname | sort -u); do \
		for target in $$(go test -list '^Fuzz' ./$$dir | grep '^Fuzz'); do \
			echo "$$dir $$target"; \
			go test -run '^$$' -fuzz "^$$target\$$" -fuzztime 30s -fuzzminimizetime 2s ./$$dir || exit 1; \
		done; \
	done

mutate: ## which changes of the code of understanding no test notices
	@for dir in coach/assert coach/diary coach/intent coach/food; do \
		go run github.com/go-gremlins/gremlins/cmd/gremlins@v0.6.0 unleash ./$$dir || exit 1; \
	done
