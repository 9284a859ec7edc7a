// The harness for Icarus Verilog, which has no C++ side: the same inputs and the same checksum as stimulus.ts.
module harness #(
    parameter int N = 16
);
  logic clk = 0;
  logic shift_weight = 1;
  logic [8*N-1:0] weight_in = '0;
  logic [8*N-1:0] act_in = '0;
  logic [32*N-1:0] psum_out;
  logic [31:0] state = 32'h2545f491;
  logic [31:0] checksum = 0, sum = 0;
  int cycles = 1000;

  systolic_array #(.N(N)) dut (.*);

  function automatic logic [31:0] next_word(input logic unused);
    state = state ^ (state << 13);
    state = state ^ (state >> 17);
    state = state ^ (state << 5);
    return state;
  endfunction

  initial begin
    if (!$value$plusargs("cycles=%d", cycles)) cycles = 1000;
    for (int k = 0; k < 4 * N; k++) begin
      for (int i = 0; i < N / 4; i++) weight_in[32*i+:32] = next_word(1'b0);
      #1 clk = 1;
      #1 clk = 0;
    end
    shift_weight = 0;
    for (int k = 0; k < cycles; k++) begin
      for (int i = 0; i < N / 4; i++) act_in[32*i+:32] = next_word(1'b0);
      sum = 0;
      for (int i = 0; i < N; i++) sum = sum + (2 * i + 1) * psum_out[32*i+:32];
      checksum = checksum * 31 + sum;
      #1 clk = 1;
      #1 clk = 0;
    end
    $display("checksum %0d", checksum);
    $finish;
  end
endmodule
