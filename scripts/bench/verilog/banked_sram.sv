// The peer of BankedSram in hw/lib.
module crossbar_bank #(
    parameter int P = 16,
    parameter int BANKS = 64,
    parameter int DEPTH = 256,
    parameter int NUMBER = 0,
    localparam int A = $clog2(BANKS * DEPTH)
) (
    input  logic         clk,
    input  logic [P-1:0] valid,
    input  logic [P-1:0] write,
    input  logic [A-1:0] address   [P],
    input  logic [31:0]  write_data[P],
    output logic [P-1:0] grant,
    output logic [31:0]  read_data
);
  localparam int B = $clog2(BANKS);
  logic [31:0] words[DEPTH];
  logic [$clog2(P)-1:0] first = 0;
  logic [$clog2(P)-1:0] port, candidate;
  logic [P-1:0] request;
  logic granted;
  always_comb begin
    for (int p = 0; p < P; p++) request[p] = valid[p] && address[p][B-1:0] == NUMBER[B-1:0];
    granted = 0;
    port = 0;
    candidate = 0;
    for (int i = 0; i < P; i++) begin
      candidate = first + i[$clog2(P)-1:0];
      if (!granted && request[candidate]) begin
        granted = 1;
        port = candidate;
      end
    end
    grant = 0;
    if (granted) grant[port] = 1;
  end
  always_ff @(posedge clk) begin
    if (granted) begin
      first <= port + 1;
      if (write[port]) words[address[port][A-1:B]] <= write_data[port];
      else read_data <= words[address[port][A-1:B]];
    end
  end
endmodule

module banked_sram #(
    parameter int P = 16,
    parameter int BANKS = 64,
    parameter int DEPTH = 256,
    localparam int A = $clog2(BANKS * DEPTH)
) (
    input  logic            clk,
    input  logic [P-1:0]    valid,
    input  logic [P-1:0]    write,
    input  logic [A*P-1:0]  address,
    input  logic [32*P-1:0] write_data,
    output logic [P-1:0]    ready,
    output logic [P-1:0]    read_valid,
    output logic [32*P-1:0] read_data
);
  localparam int B = $clog2(BANKS);
  logic [A-1:0] address_of[P];
  logic [31:0]  write_data_of[P];
  logic [P-1:0] grant[BANKS];
  logic [31:0]  word[BANKS];
  logic [B-1:0] answering[P];
  genvar b, p;
  generate
    for (b = 0; b < BANKS; b++) begin : bank
      crossbar_bank #(.P(P), .BANKS(BANKS), .DEPTH(DEPTH), .NUMBER(b)) bank_ (
          .clk,
          .valid,
          .write,
          .address(address_of),
          .write_data(write_data_of),
          .grant(grant[b]),
          .read_data(word[b])
      );
    end
    for (p = 0; p < P; p++) begin : port
      assign address_of[p] = address[A*p+:A];
      assign write_data_of[p] = write_data[32*p+:32];
      assign ready[p] = grant[address_of[p][B-1:0]][p];
      assign read_data[32*p+:32] = word[answering[p]];
      always_ff @(posedge clk) begin
        read_valid[p] <= valid[p] && ready[p] && !write[p];
        if (valid[p] && ready[p] && !write[p]) answering[p] <= address_of[p][B-1:0];
      end
    end
  endgenerate
endmodule
